export { barChart, type BarChart, type ChartPoint } from './bar_chart.js'
export { lineChart, type LineChart, type LineSeries } from './line_chart.js'
