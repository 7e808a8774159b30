# %% right: in flow style, with the interval at the job
# global: {evaluation_interval: 1s}
# rule_files: ["rules/*.yml"]
# scrape_configs:
#   - {job_name: late-service, scrape_interval: 1s, scrape_timeout: 1s, sample_limit: 500,
#      file_sd_configs: [{files: ["targets/*.json"], refresh_interval: 1m}],
#      metric_relabel_configs: [{source_labels: [__name__], regex: "debug_(.+)", action: drop}]}

# %% right: unwanted metrics marked first, then dropped
# global:
#   scrape_interval: 1000ms
#   evaluation_interval: 1s
#   external_labels:
#     course: mlops
# scrape_configs:
#   - job_name: "late-service"
#     scheme: http
#     metrics_path: /metrics
#     sample_limit: 500
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: "debug_.*"
#         target_label: __tmp_unwanted
#         replacement: "yes"
#       - source_labels: [__tmp_unwanted]
#         regex: "yes"
#         action: drop
#     file_sd_configs:
#       - files: ["targets/*.json"]
# rule_files: ["rules/*.yml"]

# %% wrong: drops targets by a metric's name | message: relabel_configs only sees targets
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
#
# rule_files:
#   - rules/*.yml
#
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files:
#           - targets/*.json
#     relabel_configs:
#       - source_labels: [__name__]
#         regex: debug_.*
#         action: drop
#     sample_limit: 500

# %% wrong: an address written down | message: static addresses
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
#
# rule_files:
#   - rules/*.yml
#
# scrape_configs:
#   - job_name: late-service
#     static_configs:
#       - targets: [localhost:8000]
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: debug_.*
#         action: drop
#     sample_limit: 500

# %% wrong: paths as the notebook sees them | message: paths are relative to
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
#
# rule_files:
#   - rules/*.yml
#
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files:
#           - work/targets/*.json
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: debug_.*
#         action: drop
#     sample_limit: 500

# %% wrong: the interval of the example | message: expected to scrape every 1s
# global:
#   scrape_interval: 30s
#   evaluation_interval: 1s
#
# rule_files:
#   - rules/*.yml
#
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files:
#           - targets/*.json
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: debug_.*
#         action: drop
#     sample_limit: 500

# %% wrong: another job name | message: expected the one job
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
#
# rule_files:
#   - rules/*.yml
#
# scrape_configs:
#   - job_name: late_service
#     file_sd_configs:
#       - files:
#           - targets/*.json
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: debug_.*
#         action: drop
#     sample_limit: 500

# %% wrong: nothing dropped | message: metric_relabel_configs drops samples
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
#
# rule_files:
#   - rules/*.yml
#
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files:
#           - targets/*.json
#     sample_limit: 500

# %% wrong: a regex that does not match the whole name | message: metric_relabel_configs drops samples
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
#
# rule_files:
#   - rules/*.yml
#
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files:
#           - targets/*.json
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: debug_
#         action: drop
#     sample_limit: 500

# %% wrong: the id's label dropped and not the metric | message: metric_relabel_configs drops samples
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
#
# rule_files:
#   - rules/*.yml
#
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files:
#           - targets/*.json
#     metric_relabel_configs:
#       - regex: request_id
#         action: labeldrop
#     sample_limit: 500

# %% wrong: a limit in place of dropping, so the service is refused | message: drop what is not wanted
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
#
# rule_files:
#   - rules/*.yml
#
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files:
#           - targets/*.json
#     sample_limit: 5

# %% wrong: a key in the wrong place | message: promtool check config refuses
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
#
# rule_files:
#   - rules/*.yml
#
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files:
#           - targets/*.json
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: debug_.*
#         action: drop
#         sample_limit: 500

# %% wrong: no limit
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
#
# rule_files:
#   - rules/*.yml
#
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files:
#           - targets/*.json
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: debug_.*
#         action: drop

# %% wrong: no rules
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
#
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files:
#           - targets/*.json
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: debug_.*
#         action: drop
#     sample_limit: 500

# %% wrong: rules evaluated every minute, the default
# global:
#   scrape_interval: 1s
#
# rule_files:
#   - rules/*.yml
#
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files:
#           - targets/*.json
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: debug_.*
#         action: drop
#     sample_limit: 500

# %% wrong: drops all that is not about HTTP
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
#
# rule_files:
#   - rules/*.yml
#
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files:
#           - targets/*.json
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: http_.*
#         action: keep
#     sample_limit: 500

# %% wrong: drops every name that contains debug_
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
# rule_files:
#   - rules/*.yml
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files: [targets/*.json]
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: .*debug_.*
#         action: drop
#     sample_limit: 500

# %% wrong: drops whatever begins with debug
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
# rule_files:
#   - rules/*.yml
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files: [targets/*.json]
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: debug.*
#         action: drop
#     sample_limit: 500

# %% wrong: drops only today's metric for debugging | message: debug_other were stored
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
# rule_files:
#   - rules/*.yml
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files: [targets/*.json]
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: debug_request_seconds
#         action: drop
#     sample_limit: 500

# %% wrong: two files written down | message: was not scraped
# global:
#   scrape_interval: 1s
#   evaluation_interval: 1s
# rule_files:
#   - rules/*.yml
# scrape_configs:
#   - job_name: late-service
#     file_sd_configs:
#       - files: [targets/ewr.json, targets/jfk.json]
#     metric_relabel_configs:
#       - source_labels: [__name__]
#         regex: debug_.*
#         action: drop
#     sample_limit: 500
