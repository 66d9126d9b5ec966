export { barChart, type BarChart, type ChartPoint } from './bar_chart.js'
export { countByPeriod, type CountRequest } from './count_by_period.js'
export { lineChart, type LineChart, type LineSeries } from './line_chart.js'
export { lastPeriods, type Period, type PeriodRequest, type PeriodUnit } from './periods.js'
