# %% right: zeros before the sum, burn rates in the alerts
# groups:
#   - name: slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: >
#           sum by (job) (increase(http_requests_total{job="late-service",status=~"5.."}[5m]) or 0 *
#           increase(http_requests_total{job="late-service"}[5m])) / sum by (job)
#           (increase(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: >
#           sum by (job) (increase(http_requests_total{job="late-service",status=~"5.."}[30m]) or 0 *
#           increase(http_requests_total{job="late-service"}[30m])) / sum by (job)
#           (increase(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: >
#           sum by (job) (increase(http_requests_total{job="late-service",status=~"5.."}[1h]) or 0 *
#           increase(http_requests_total{job="late-service"}[1h])) / sum by (job)
#           (increase(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: >
#           sum by (job) (increase(http_requests_total{job="late-service",status=~"5.."}[6h]) or 0 *
#           increase(http_requests_total{job="late-service"}[6h])) / sum by (job)
#           (increase(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: >
#           sum by (job) (increase(http_requests_total{job="late-service",status=~"5.."}[30d]) or 0 *
#           increase(http_requests_total{job="late-service"}[30d])) / sum by (job)
#           (increase(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: (0.005 - job:slo_errors:ratio_rate30d) / 0.005
#       - alert: BudgetBurnFast
#         expr: (job:slo_errors:ratio_rate5m / 0.005 > 14.4) and (job:slo_errors:ratio_rate1h / 0.005 > 14.4)
#         labels: {severity: page}
#       - alert: BudgetBurnSlow
#         expr: (job:slo_errors:ratio_rate30m / 0.005 > 6) and (job:slo_errors:ratio_rate6h / 0.005 > 6)
#         labels: {severity: ticket}

# %% right: a share or else 0, thresholds as shares
# groups:
#   - name: slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: >
#           sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m])) / sum by (job)
#           (rate(http_requests_total{job="late-service"}[5m])) or sum by (job)
#           (rate(http_requests_total{job="late-service"}[5m])) * 0
#       - record: job:slo_errors:ratio_rate30m
#         expr: >
#           sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m])) / sum by (job)
#           (rate(http_requests_total{job="late-service"}[30m])) or sum by (job)
#           (rate(http_requests_total{job="late-service"}[30m])) * 0
#       - record: job:slo_errors:ratio_rate1h
#         expr: >
#           sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h])) / sum by (job)
#           (rate(http_requests_total{job="late-service"}[1h])) or sum by (job)
#           (rate(http_requests_total{job="late-service"}[1h])) * 0
#       - record: job:slo_errors:ratio_rate6h
#         expr: >
#           sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h])) / sum by (job)
#           (rate(http_requests_total{job="late-service"}[6h])) or sum by (job)
#           (rate(http_requests_total{job="late-service"}[6h])) * 0
#       - record: job:slo_errors:ratio_rate30d
#         expr: >
#           sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d])) / sum by (job)
#           (rate(http_requests_total{job="late-service"}[30d])) or sum by (job)
#           (rate(http_requests_total{job="late-service"}[30d])) * 0
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 0.072 and on (job) job:slo_errors:ratio_rate5m > 0.072
#         labels: {severity: page}
#         annotations: {summary: "{{ $value | humanizePercentage }} fail", runbook: "docs/burn.md"}
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 0.03 and on (job) job:slo_errors:ratio_rate30m > 0.03
#         labels: {severity: ticket, team: late}

# %% wrong: the long window alone | message: but the last 5 minutes are good
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[5m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[1h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30d])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: either window | message: and it was not after 30
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[5m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[1h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30d])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 or job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: 14.4 percent | message: with 10 % errors (burn rate 20)
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[5m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[1h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30d])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 0.144 and job:slo_errors:ratio_rate5m > 0.144
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: a share compared with a burn rate | message: with 10 % errors (burn rate 20)
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[5m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[1h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30d])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 and job:slo_errors:ratio_rate5m > 14.4
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: tickets only | message: with 10 % errors (burn rate 20)
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[5m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[1h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30d])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 and job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: what is spent in place of what is left | message: The budget: 0.1 %
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[5m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[1h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30d])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 and job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: a budget of 0.5 | message: The budget: 0.1 %
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[5m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[1h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30d])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.5
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 and job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: the availability as the budget | message: The budget: 0.1 %
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[5m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[1h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30d])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 and job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: the short window alone
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[5m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[1h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30d])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: the slow one by its long window alone
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[5m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[1h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30d])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 and job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: the slow one by its short window alone
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[5m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[1h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30d])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 and job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: waits five minutes more
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[5m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[1h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30d])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 and job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         for: 5m
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: nothing without an error
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m])))
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m])))
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h])))
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h])))
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d])))
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 and job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: clients' mistakes burn the budget
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status!~"2.."}[5m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[5m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status!~"2.."}[30m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status!~"2.."}[1h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[1h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status!~"2.."}[6h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status!~"2.."}[30d]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30d])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 and job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: the budget of every job
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{status=~"5.."}[5m]))
#           or sum by (job) (rate(http_requests_total[5m])) * 0)
#           / sum by (job) (rate(http_requests_total[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{status=~"5.."}[30m]))
#           or sum by (job) (rate(http_requests_total[30m])) * 0)
#           / sum by (job) (rate(http_requests_total[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{status=~"5.."}[1h]))
#           or sum by (job) (rate(http_requests_total[1h])) * 0)
#           / sum by (job) (rate(http_requests_total[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{status=~"5.."}[6h]))
#           or sum by (job) (rate(http_requests_total[6h])) * 0)
#           / sum by (job) (rate(http_requests_total[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           (sum by (job) (rate(http_requests_total{status=~"5.."}[30d]))
#           or sum by (job) (rate(http_requests_total[30d])) * 0)
#           / sum by (job) (rate(http_requests_total[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 and job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: the mean of the hours' shares over 30 days
# groups:
#   - name: late-service-slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[5m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[30m])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[1h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: |
#           (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h]))
#           or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#           / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: |
#           avg_over_time((
#             (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h]))
#             or sum by (job) (rate(http_requests_total{job="late-service"}[6h])) * 0)
#             / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#           )[30d:6h])
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 and job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         labels:
#           severity: page
#         annotations:
#           summary: At this rate the month's error budget is gone in two days
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels:
#           severity: ticket
#         annotations:
#           summary: At this rate the month's error budget is gone in five days

# %% wrong: 6 hours as the mean of shares
# groups:
#   - name: slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m])) or 0 * sum by (job) (rate(http_requests_total{job="late-service"}[5m]))) / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m])) or 0 * sum by (job) (rate(http_requests_total{job="late-service"}[30m]))) / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h])) or 0 * sum by (job) (rate(http_requests_total{job="late-service"}[1h]))) / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: avg_over_time(job:slo_errors:ratio_rate5m[6h])
#       - record: job:slo_errors:ratio_rate30d
#         expr: (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d])) or 0 * sum by (job) (rate(http_requests_total{job="late-service"}[30d]))) / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 and job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         labels: {severity: page}
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         labels: {severity: ticket}

# %% wrong: the slow one with 5 minutes in place of 30
# groups:
#   - name: slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m])) or 0 * sum by (job) (rate(http_requests_total{job="late-service"}[5m]))) / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m])) or 0 * sum by (job) (rate(http_requests_total{job="late-service"}[30m]))) / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h])) or 0 * sum by (job) (rate(http_requests_total{job="late-service"}[1h]))) / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h])) or 0 * sum by (job) (rate(http_requests_total{job="late-service"}[6h]))) / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d])) or 0 * sum by (job) (rate(http_requests_total{job="late-service"}[30d]))) / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 and job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         labels: {severity: page}
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate5m > 6 * 0.005
#         labels: {severity: ticket}

# %% wrong: waits two minutes more
# groups:
#   - name: slo
#     rules:
#       - record: job:slo_errors:ratio_rate5m
#         expr: (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[5m])) or 0 * sum by (job) (rate(http_requests_total{job="late-service"}[5m]))) / sum by (job) (rate(http_requests_total{job="late-service"}[5m]))
#       - record: job:slo_errors:ratio_rate30m
#         expr: (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30m])) or 0 * sum by (job) (rate(http_requests_total{job="late-service"}[30m]))) / sum by (job) (rate(http_requests_total{job="late-service"}[30m]))
#       - record: job:slo_errors:ratio_rate1h
#         expr: (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[1h])) or 0 * sum by (job) (rate(http_requests_total{job="late-service"}[1h]))) / sum by (job) (rate(http_requests_total{job="late-service"}[1h]))
#       - record: job:slo_errors:ratio_rate6h
#         expr: (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[6h])) or 0 * sum by (job) (rate(http_requests_total{job="late-service"}[6h]))) / sum by (job) (rate(http_requests_total{job="late-service"}[6h]))
#       - record: job:slo_errors:ratio_rate30d
#         expr: (sum by (job) (rate(http_requests_total{job="late-service",status=~"5.."}[30d])) or 0 * sum by (job) (rate(http_requests_total{job="late-service"}[30d]))) / sum by (job) (rate(http_requests_total{job="late-service"}[30d]))
#       - record: job:slo_budget_left:ratio30d
#         expr: 1 - job:slo_errors:ratio_rate30d / 0.005
#       - alert: BudgetBurnFast
#         expr: job:slo_errors:ratio_rate1h > 14.4 * 0.005 and job:slo_errors:ratio_rate5m > 14.4 * 0.005
#         for: 2m
#         labels: {severity: page}
#       - alert: BudgetBurnSlow
#         expr: job:slo_errors:ratio_rate6h > 6 * 0.005 and job:slo_errors:ratio_rate30m > 6 * 0.005
#         for: 2m
#         labels: {severity: ticket}
