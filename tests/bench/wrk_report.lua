-- One line of JSON, since wrk's own report has no 95th percentile.
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"microseconds":%d,"p95":%d,"wrong":%d}\n',
    summary.requests, summary.duration, latency:percentile(95),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
