# %% right: zeros put in before the sum, in three groups
# groups:
#   - name: traffic
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum(increase(http_requests_total[5m])) by (job, route) / 300
#   - name: errors
#     rules:
#       - record: job:http_errors:ratio_rate5m
#         expr: >
#           sum by (job) (rate(http_requests_total{status=~"5[0-9][0-9]"}[5m]) or 0 * rate(http_requests_total[5m]))
#           / sum by (job) (rate(http_requests_total[5m]))
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 5 / 100
#         for: 600s
#         labels: {severity: page}
#         annotations: {summary: '{{ humanizePercentage $value }} of requests fail'}
#   - name: instances
#     rules:
#       - alert: InstanceDown
#         expr: up{job="late-service"} < 1
#         for: 60s
#         labels: {severity: page}
#         annotations: {summary: '{{ .Labels.instance }} does not answer'}
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"}) == 1
#         for: 5m
#         labels: {severity: page}
#         annotations: {summary: '{{ $labels.job }} has no instances'}

# %% right: windows in place of for, where that says the same
# groups:
#   - name: all
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (route, job) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           sum by (job) (rate(http_requests_total{status=~"5.+"}[5m])) / sum by (job) (rate(http_requests_total[5m]))
#           or
#           0 * sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: max_over_time(up{job="late-service"}[1m]) == 0
#         labels: {severity: page}
#         annotations: {summary: "{{ $labels.instance }} does not answer"}
#       - alert: ServiceGone
#         expr: absent_over_time(up{job="late-service"}[5m])
#         labels: {severity: page}
#         annotations: {summary: "late-service has no instances"}
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels: {severity: page}
#         annotations: {summary: "{{ $value | humanizePercentage }} of requests fail"}

# %% wrong: the counter itself | message: Requests per second over five minutes
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (http_requests_total)
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: one series for each instance | message: Requests per second over five minutes
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route, instance) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: only the named labels taken away, others stay | message: Requests per second over five minutes
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum without (instance, method, status) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: whatever is not 2xx is an error | message: 404 is the client's fault
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status!~"2.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: 0 to 100 | message: The share of 5xx
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) * 100 / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: calls at once | message: InstanceDown: an instance answers no more
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: another severity | message: InstanceDown: an instance answers no more
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: critical
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: critical
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: critical
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: a share written as a percentage | message: HighErrorShare: 10 %
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value }}% of requests fail"

# %% wrong: a threshold in percent | message: HighErrorShare: 10 %
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 5
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: a minute in place of ten | message: HighErrorShare: 10 %
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: compares with one equals sign | message: promtool check rules refuses
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} = 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: nothing where there is no error
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: what is left of the good ones, and nothing where there are none
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           1 - sum by (job) (rate(http_requests_total{status!~"5.."}[5m]))
#           / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: a 0 with no job
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or vector(0)
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: nobody up is taken for nobody there
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: sum by (job) (up{job="late-service"}) == 0
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: absent only when no job at all is left
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up)
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: errors of any job
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: instances of any job
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (
#             sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#             or sum by (job) (rate(http_requests_total[5m])) * 0
#           ) / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: the mean of the instances' shares
# groups:
#   - name: late-service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           avg by (job) (
#             (
#               sum by (job, instance) (rate(http_requests_total{status=~"5.."}[5m]))
#               or sum by (job, instance) (rate(http_requests_total[5m])) * 0
#             ) / sum by (job, instance) (rate(http_requests_total[5m]))
#           )
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $labels.instance }} does not answer"
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: late-service has no instances
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels:
#           severity: page
#         annotations:
#           summary: "{{ $value | humanizePercentage }} of requests fail"

# %% wrong: traffic of one job only
# groups:
#   - name: service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{status=~"5.."}[5m])) or 0 * sum by (job) (rate(http_requests_total[5m])))
#           / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels: {severity: page}
#         annotations: {summary: "{{ $labels.instance }} does not answer"}
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels: {severity: page}
#         annotations: {summary: "{{ $labels.job }} has no instances"}
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} > 0.05
#         for: 10m
#         labels: {severity: page}
#         annotations: {summary: "{{ $value | humanizePercentage }} of requests fail"}

# %% wrong: at 0.05 and not above it
# groups:
#   - name: service
#     rules:
#       - record: job_route:http_requests:rate5m
#         expr: sum by (job, route) (rate(http_requests_total[5m]))
#       - record: job:http_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{status=~"5.."}[5m])) or 0 * sum by (job) (rate(http_requests_total[5m])))
#           / sum by (job) (rate(http_requests_total[5m]))
#       - alert: InstanceDown
#         expr: up{job="late-service"} == 0
#         for: 1m
#         labels: {severity: page}
#         annotations: {summary: "{{ $labels.instance }} does not answer"}
#       - alert: ServiceGone
#         expr: absent(up{job="late-service"})
#         for: 5m
#         labels: {severity: page}
#         annotations: {summary: "{{ $labels.job }} has no instances"}
#       - alert: HighErrorShare
#         expr: job:http_errors:ratio_rate5m{job="late-service"} >= 0.05
#         for: 10m
#         labels: {severity: page}
#         annotations: {summary: "{{ $value | humanizePercentage }} of requests fail"}
