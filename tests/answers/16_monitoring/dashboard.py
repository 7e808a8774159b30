# %% right: written by hand as a dictionary
def late_dashboard():
    source = {"type": "prometheus", "uid": "${datasource}"}
    mine = 'job="late-service",route=~"${route}"'
    traffic = f"sum(rate(http_requests_total{{{mine}}}[$__rate_interval])) by (route)"
    failed = f'sum(rate(http_requests_total{{{mine},status=~"5.."}}[$__rate_interval])) by (route)'
    seconds = f"sum(rate(http_request_duration_seconds_bucket{{{mine}}}[$__rate_interval])) by (route, le)"
    rows = [
        ("Traffic", "timeseries", "reqps", traffic, "{{route}}"),
        ("Errors", "timeseries", "percentunit", f"{failed} / {traffic} or {traffic} * 0", "{{route}}"),
        ("Latency", "timeseries", "s", f"histogram_quantile(0.95, {seconds})", "{{route}}"),
        (
            "Saturation",
            "gauge",
            "percentunit",
            'http_requests_in_progress{job="late-service"} / on (job, instance) http_request_slots',
            "{{instance}}",
        ),
        ("Instances up", "stat", "short", 'count(up{job="late-service"} == 1)', "up"),
    ]
    panels = [
        {
            "id": number,
            "title": title,
            "type": kind,
            "datasource": source,
            "gridPos": {"x": 0, "y": 6 * number, "w": 24, "h": 6},
            "fieldConfig": {"defaults": {"unit": unit}, "overrides": []},
            "targets": [{"refId": "A", "expr": query, "legendFormat": legend}],
        }
        for number, (title, kind, unit, query, legend) in enumerate(rows)
    ]
    variables = [
        {"name": "datasource", "type": "datasource", "query": "prometheus"},
        {
            "name": "route",
            "type": "query",
            "datasource": source,
            "query": 'label_values(http_requests_total{job="late-service"}, route)',
            "multi": True,
            "includeAll": True,
        },
    ]
    board = {"title": "Late service", "uid": "late-service", "panels": panels, "templating": {"list": variables}}
    return json.dumps(board)

# %% right: the SDK's models in place of its builders
def late_dashboard():
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    chosen = '{job="late-service", route=~"$route"}'
    window = "[${__rate_interval}]"
    queries = {
        "Traffic": f"sum by (route) (rate(http_requests_total{chosen}{window}))",
        "Errors": f"""sum by (route) (
            rate(http_requests_total{{job="late-service", route=~"$route", status=~"5.."}}{window})
            or rate(http_requests_total{chosen}{window}) * 0
        ) / sum by (route) (rate(http_requests_total{chosen}{window}))""",
        "Latency": f"""histogram_quantile(
            0.95, sum by (route, le) (rate(http_request_duration_seconds_bucket{chosen}{window}))
        )""",
    }
    board = dashboards.Dashboard("Late service").uid("late-service").readonly()
    board.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    routes = dashboards.QueryVariable("route").datasource(source).multi(True).include_all(True)
    board.with_variable(routes.query('label_values(http_requests_total{job="late-service"}, route)'))
    for title, unit in (("Traffic", "reqps"), ("Errors", "percentunit"), ("Latency", "s")):
        query = prometheus.Dataquery().ref_id("A").expr(queries[title]).legend_format("{{ route }}")
        board.with_panel(timeseries.Panel().title(title).unit(unit).span(8).datasource(source).with_target(query))
    share = 'max by (instance) (http_requests_in_progress{job="late-service"} / ignoring (le) http_request_slots)'
    query = prometheus.Dataquery().ref_id("A").expr(share).legend_format("{{instance}}").instant()
    dial = gauge.Panel().title("Saturation").unit("percentunit").min(0).max(1).span(12).datasource(source)
    board.with_panel(dial.with_target(query))
    query = prometheus.Dataquery().ref_id("A").expr('sum(up{job="late-service"})').instant()
    board.with_panel(stat.Panel().title("Instances up").unit("short").span(12).datasource(source).with_target(query))
    return JSONEncoder().encode(board.build())

# %% wrong: a fixed window | message: the window is fixed
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    chosen = 'job="late-service",route=~"$route"'

    def by_route(metric, condition=""):
        return f"sum by (route) (rate({metric}{{{chosen}{condition}}}[5m]))"

    every = by_route("http_requests_total")
    failed = by_route("http_requests_total", ',status=~"5.."')
    buckets = by_route("http_request_duration_seconds_bucket").replace("by (route)", "by (le, route)")
    in_progress = 'http_requests_in_progress{job="late-service"} / http_request_slots{job="late-service"}'

    def panel(builder, title, unit, query, legend=""):
        target = prometheus.Dataquery().ref_id("A").expr(query).legend_format(legend)
        return builder.title(title).unit(unit).span(12).height(8).datasource(source).with_target(target)

    builder = dashboards.Dashboard("Late service").uid("late-service").refresh("30s").time("now-3h", "now")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
        .multi(True)
        .include_all(True)
    )
    for made in (
        panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"),
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed} or {every} * 0) / {every}", "{{route}}"),
        panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {buckets})", "{{route}}"),
        panel(gauge.Panel(), "Saturation", "percentunit", in_progress, "{{instance}}"),
        panel(stat.Panel(), "Instances up", "short", 'sum(up{job="late-service"})'),
    ):
        builder.with_panel(made)
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())

# %% wrong: a share shown as percent | message: Errors: expected the unit percentunit
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    chosen = 'job="late-service",route=~"$route"'

    def by_route(metric, condition=""):
        return f"sum by (route) (rate({metric}{{{chosen}{condition}}}[$__rate_interval]))"

    every = by_route("http_requests_total")
    failed = by_route("http_requests_total", ',status=~"5.."')
    buckets = by_route("http_request_duration_seconds_bucket").replace("by (route)", "by (le, route)")
    in_progress = 'http_requests_in_progress{job="late-service"} / http_request_slots{job="late-service"}'

    def panel(builder, title, unit, query, legend=""):
        target = prometheus.Dataquery().ref_id("A").expr(query).legend_format(legend)
        return builder.title(title).unit(unit).span(12).height(8).datasource(source).with_target(target)

    builder = dashboards.Dashboard("Late service").uid("late-service").refresh("30s").time("now-3h", "now")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
        .multi(True)
        .include_all(True)
    )
    for made in (
        panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"),
        panel(timeseries.Panel(), "Errors", "percent", f"({failed} or {every} * 0) / {every}", "{{route}}"),
        panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {buckets})", "{{route}}"),
        panel(gauge.Panel(), "Saturation", "percentunit", in_progress, "{{instance}}"),
        panel(stat.Panel(), "Instances up", "short", 'sum(up{job="late-service"})'),
    ):
        builder.with_panel(made)
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())

# %% wrong: the data source of the author's Grafana | message: expected the data source
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="PBFA97CFB590B2093")
    chosen = 'job="late-service",route=~"$route"'

    def by_route(metric, condition=""):
        return f"sum by (route) (rate({metric}{{{chosen}{condition}}}[$__rate_interval]))"

    every = by_route("http_requests_total")
    failed = by_route("http_requests_total", ',status=~"5.."')
    buckets = by_route("http_request_duration_seconds_bucket").replace("by (route)", "by (le, route)")
    in_progress = 'http_requests_in_progress{job="late-service"} / http_request_slots{job="late-service"}'

    def panel(builder, title, unit, query, legend=""):
        target = prometheus.Dataquery().ref_id("A").expr(query).legend_format(legend)
        return builder.title(title).unit(unit).span(12).height(8).datasource(source).with_target(target)

    builder = dashboards.Dashboard("Late service").uid("late-service").refresh("30s").time("now-3h", "now")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
        .multi(True)
        .include_all(True)
    )
    for made in (
        panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"),
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed} or {every} * 0) / {every}", "{{route}}"),
        panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {buckets})", "{{route}}"),
        panel(gauge.Panel(), "Saturation", "percentunit", in_progress, "{{instance}}"),
        panel(stat.Panel(), "Instances up", "short", 'sum(up{job="late-service"})'),
    ):
        builder.with_panel(made)
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())

# %% wrong: several routes compared with one equals sign | message: Traffic: no data
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    chosen = 'job="late-service",route="$route"'

    def by_route(metric, condition=""):
        return f"sum by (route) (rate({metric}{{{chosen}{condition}}}[$__rate_interval]))"

    every = by_route("http_requests_total")
    failed = by_route("http_requests_total", ',status=~"5.."')
    buckets = by_route("http_request_duration_seconds_bucket").replace("by (route)", "by (le, route)")
    in_progress = 'http_requests_in_progress{job="late-service"} / http_request_slots{job="late-service"}'

    def panel(builder, title, unit, query, legend=""):
        target = prometheus.Dataquery().ref_id("A").expr(query).legend_format(legend)
        return builder.title(title).unit(unit).span(12).height(8).datasource(source).with_target(target)

    builder = dashboards.Dashboard("Late service").uid("late-service").refresh("30s").time("now-3h", "now")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
        .multi(True)
        .include_all(True)
    )
    for made in (
        panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"),
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed} or {every} * 0) / {every}", "{{route}}"),
        panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {buckets})", "{{route}}"),
        panel(gauge.Panel(), "Saturation", "percentunit", in_progress, "{{instance}}"),
        panel(stat.Panel(), "Instances up", "short", 'sum(up{job="late-service"})'),
    ):
        builder.with_panel(made)
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())

# %% wrong: a field that Grafana ignores | message: Grafana's schema does not know
def late_dashboard():
    source = {"type": "prometheus", "uid": "${datasource}"}
    mine = 'job="late-service",route=~"${route}"'
    traffic = f"sum(rate(http_requests_total{{{mine}}}[$__rate_interval])) by (route)"
    failed = f'sum(rate(http_requests_total{{{mine},status=~"5.."}}[$__rate_interval])) by (route)'
    seconds = f"sum(rate(http_request_duration_seconds_bucket{{{mine}}}[$__rate_interval])) by (route, le)"
    rows = [
        ("Traffic", "timeseries", "reqps", traffic, "{{route}}"),
        ("Errors", "timeseries", "percentunit", f"{failed} / {traffic} or {traffic} * 0", "{{route}}"),
        ("Latency", "timeseries", "s", f"histogram_quantile(0.95, {seconds})", "{{route}}"),
        (
            "Saturation",
            "gauge",
            "percentunit",
            'http_requests_in_progress{job="late-service"} / on (job, instance) http_request_slots',
            "{{instance}}",
        ),
        ("Instances up", "stat", "short", 'count(up{job="late-service"} == 1)', "up"),
    ]
    panels = [
        {
            "id": number,
            "title": title,
            "type": kind,
            "datasource": source,
            "gridPos": {"x": 0, "y": 6 * number, "w": 24, "h": 6},
            "fieldConfig": {"defaults": {"unit": unit}, "overrides": []},
            "targets": [{"refId": "A", "expr": query, "legendFormat": legend, "legend": legend}],
        }
        for number, (title, kind, unit, query, legend) in enumerate(rows)
    ]
    variables = [
        {"name": "datasource", "type": "datasource", "query": "prometheus"},
        {
            "name": "route",
            "type": "query",
            "datasource": source,
            "query": 'label_values(http_requests_total{job="late-service"}, route)',
            "multi": True,
            "includeAll": True,
        },
    ]
    board = {"title": "Late service", "uid": "late-service", "panels": panels, "templating": {"list": variables}}
    return json.dumps(board)

# %% wrong: the unit where Grafana does not look | message: Grafana's schema does not know
def late_dashboard():
    source = {"type": "prometheus", "uid": "${datasource}"}
    mine = 'job="late-service",route=~"${route}"'
    traffic = f"sum(rate(http_requests_total{{{mine}}}[$__rate_interval])) by (route)"
    failed = f'sum(rate(http_requests_total{{{mine},status=~"5.."}}[$__rate_interval])) by (route)'
    seconds = f"sum(rate(http_request_duration_seconds_bucket{{{mine}}}[$__rate_interval])) by (route, le)"
    rows = [
        ("Traffic", "timeseries", "reqps", traffic, "{{route}}"),
        ("Errors", "timeseries", "percentunit", f"{failed} / {traffic} or {traffic} * 0", "{{route}}"),
        ("Latency", "timeseries", "s", f"histogram_quantile(0.95, {seconds})", "{{route}}"),
        (
            "Saturation",
            "gauge",
            "percentunit",
            'http_requests_in_progress{job="late-service"} / on (job, instance) http_request_slots',
            "{{instance}}",
        ),
        ("Instances up", "stat", "short", 'count(up{job="late-service"} == 1)', "up"),
    ]
    panels = [
        {
            "id": number,
            "title": title, "unit": unit,
            "type": kind,
            "datasource": source,
            "gridPos": {"x": 0, "y": 6 * number, "w": 24, "h": 6},
            "fieldConfig": {"defaults": {"unit": unit}, "overrides": []},
            "targets": [{"refId": "A", "expr": query, "legendFormat": legend}],
        }
        for number, (title, kind, unit, query, legend) in enumerate(rows)
    ]
    variables = [
        {"name": "datasource", "type": "datasource", "query": "prometheus"},
        {
            "name": "route",
            "type": "query",
            "datasource": source,
            "query": 'label_values(http_requests_total{job="late-service"}, route)',
            "multi": True,
            "includeAll": True,
        },
    ]
    board = {"title": "Late service", "uid": "late-service", "panels": panels, "templating": {"list": variables}}
    return json.dumps(board)

# %% wrong: errors only where there are some | message: Errors, with the routes
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    chosen = 'job="late-service",route=~"$route"'

    def by_route(metric, condition=""):
        return f"sum by (route) (rate({metric}{{{chosen}{condition}}}[$__rate_interval]))"

    every = by_route("http_requests_total")
    failed = by_route("http_requests_total", ',status=~"5.."')
    buckets = by_route("http_request_duration_seconds_bucket").replace("by (route)", "by (le, route)")
    in_progress = 'http_requests_in_progress{job="late-service"} / http_request_slots{job="late-service"}'

    def panel(builder, title, unit, query, legend=""):
        target = prometheus.Dataquery().ref_id("A").expr(query).legend_format(legend)
        return builder.title(title).unit(unit).span(12).height(8).datasource(source).with_target(target)

    builder = dashboards.Dashboard("Late service").uid("late-service").refresh("30s").time("now-3h", "now")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
        .multi(True)
        .include_all(True)
    )
    for made in (
        panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"),
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed}) / {every}", "{{route}}"),
        panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {buckets})", "{{route}}"),
        panel(gauge.Panel(), "Saturation", "percentunit", in_progress, "{{instance}}"),
        panel(stat.Panel(), "Instances up", "short", 'sum(up{job="late-service"})'),
    ):
        builder.with_panel(made)
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())

# %% wrong: le is summed away | message: Latency: no data
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    chosen = 'job="late-service",route=~"$route"'

    def by_route(metric, condition=""):
        return f"sum by (route) (rate({metric}{{{chosen}{condition}}}[$__rate_interval]))"

    every = by_route("http_requests_total")
    failed = by_route("http_requests_total", ',status=~"5.."')
    buckets = by_route("http_request_duration_seconds_bucket")
    in_progress = 'http_requests_in_progress{job="late-service"} / http_request_slots{job="late-service"}'

    def panel(builder, title, unit, query, legend=""):
        target = prometheus.Dataquery().ref_id("A").expr(query).legend_format(legend)
        return builder.title(title).unit(unit).span(12).height(8).datasource(source).with_target(target)

    builder = dashboards.Dashboard("Late service").uid("late-service").refresh("30s").time("now-3h", "now")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
        .multi(True)
        .include_all(True)
    )
    for made in (
        panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"),
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed} or {every} * 0) / {every}", "{{route}}"),
        panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {buckets})", "{{route}}"),
        panel(gauge.Panel(), "Saturation", "percentunit", in_progress, "{{instance}}"),
        panel(stat.Panel(), "Instances up", "short", 'sum(up{job="late-service"})'),
    ):
        builder.with_panel(made)
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())

# %% wrong: staging counted, too | message: Traffic /predict
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    chosen = 'route=~"$route"'

    def by_route(metric, condition=""):
        return f"sum by (route) (rate({metric}{{{chosen}{condition}}}[$__rate_interval]))"

    every = by_route("http_requests_total")
    failed = by_route("http_requests_total", ',status=~"5.."')
    buckets = by_route("http_request_duration_seconds_bucket").replace("by (route)", "by (le, route)")
    in_progress = 'http_requests_in_progress{job="late-service"} / http_request_slots{job="late-service"}'

    def panel(builder, title, unit, query, legend=""):
        target = prometheus.Dataquery().ref_id("A").expr(query).legend_format(legend)
        return builder.title(title).unit(unit).span(12).height(8).datasource(source).with_target(target)

    builder = dashboards.Dashboard("Late service").uid("late-service").refresh("30s").time("now-3h", "now")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
        .multi(True)
        .include_all(True)
    )
    for made in (
        panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"),
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed} or {every} * 0) / {every}", "{{route}}"),
        panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {buckets})", "{{route}}"),
        panel(gauge.Panel(), "Saturation", "percentunit", in_progress, "{{instance}}"),
        panel(stat.Panel(), "Instances up", "short", 'sum(up{job="late-service"})'),
    ):
        builder.with_panel(made)
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())

# %% wrong: only one route at a time | message: multi and includeAll
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    chosen = 'job="late-service",route=~"$route"'

    def by_route(metric, condition=""):
        return f"sum by (route) (rate({metric}{{{chosen}{condition}}}[$__rate_interval]))"

    every = by_route("http_requests_total")
    failed = by_route("http_requests_total", ',status=~"5.."')
    buckets = by_route("http_request_duration_seconds_bucket").replace("by (route)", "by (le, route)")
    in_progress = 'http_requests_in_progress{job="late-service"} / http_request_slots{job="late-service"}'

    def panel(builder, title, unit, query, legend=""):
        target = prometheus.Dataquery().ref_id("A").expr(query).legend_format(legend)
        return builder.title(title).unit(unit).span(12).height(8).datasource(source).with_target(target)

    builder = dashboards.Dashboard("Late service").uid("late-service").refresh("30s").time("now-3h", "now")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
    )
    for made in (
        panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"),
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed} or {every} * 0) / {every}", "{{route}}"),
        panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {buckets})", "{{route}}"),
        panel(gauge.Panel(), "Saturation", "percentunit", in_progress, "{{instance}}"),
        panel(stat.Panel(), "Instances up", "short", 'sum(up{job="late-service"})'),
    ):
        builder.with_panel(made)
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())

# %% wrong: a misspelt metric | message: Traffic: no data
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    chosen = 'job="late-service",route=~"$route"'

    def by_route(metric, condition=""):
        return f"sum by (route) (rate({metric}{{{chosen}{condition}}}[$__rate_interval]))"

    every = by_route("http_request_total")
    failed = by_route("http_requests_total", ',status=~"5.."')
    buckets = by_route("http_request_duration_seconds_bucket").replace("by (route)", "by (le, route)")
    in_progress = 'http_requests_in_progress{job="late-service"} / http_request_slots{job="late-service"}'

    def panel(builder, title, unit, query, legend=""):
        target = prometheus.Dataquery().ref_id("A").expr(query).legend_format(legend)
        return builder.title(title).unit(unit).span(12).height(8).datasource(source).with_target(target)

    builder = dashboards.Dashboard("Late service").uid("late-service").refresh("30s").time("now-3h", "now")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
        .multi(True)
        .include_all(True)
    )
    for made in (
        panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"),
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed} or {every} * 0) / {every}", "{{route}}"),
        panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {buckets})", "{{route}}"),
        panel(gauge.Panel(), "Saturation", "percentunit", in_progress, "{{instance}}"),
        panel(stat.Panel(), "Instances up", "short", 'sum(up{job="late-service"})'),
    ):
        builder.with_panel(made)
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())

# %% wrong: a total without the routes | message: expected the legend
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    chosen = 'job="late-service",route=~"$route"'

    def by_route(metric, condition=""):
        return f"sum by (route) (rate({metric}{{{chosen}{condition}}}[$__rate_interval]))"

    every = by_route("http_requests_total")
    failed = by_route("http_requests_total", ',status=~"5.."')
    buckets = by_route("http_request_duration_seconds_bucket").replace("by (route)", "by (le, route)")
    in_progress = 'http_requests_in_progress{job="late-service"} / http_request_slots{job="late-service"}'

    def panel(builder, title, unit, query, legend=""):
        target = prometheus.Dataquery().ref_id("A").expr(query).legend_format(legend)
        return builder.title(title).unit(unit).span(12).height(8).datasource(source).with_target(target)

    builder = dashboards.Dashboard("Late service").uid("late-service").refresh("30s").time("now-3h", "now")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
        .multi(True)
        .include_all(True)
    )
    for made in (
        panel(timeseries.Panel(), "Traffic", "reqps", every, ""),
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed} or {every} * 0) / {every}", "{{route}}"),
        panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {buckets})", "{{route}}"),
        panel(gauge.Panel(), "Saturation", "percentunit", in_progress, "{{instance}}"),
        panel(stat.Panel(), "Instances up", "short", 'sum(up{job="late-service"})'),
    ):
        builder.with_panel(made)
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())

# %% wrong: an object in place of text | message: expected the JSON as text
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    chosen = 'job="late-service",route=~"$route"'

    def by_route(metric, condition=""):
        return f"sum by (route) (rate({metric}{{{chosen}{condition}}}[$__rate_interval]))"

    every = by_route("http_requests_total")
    failed = by_route("http_requests_total", ',status=~"5.."')
    buckets = by_route("http_request_duration_seconds_bucket").replace("by (route)", "by (le, route)")
    in_progress = 'http_requests_in_progress{job="late-service"} / http_request_slots{job="late-service"}'

    def panel(builder, title, unit, query, legend=""):
        target = prometheus.Dataquery().ref_id("A").expr(query).legend_format(legend)
        return builder.title(title).unit(unit).span(12).height(8).datasource(source).with_target(target)

    builder = dashboards.Dashboard("Late service").uid("late-service").refresh("30s").time("now-3h", "now")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
        .multi(True)
        .include_all(True)
    )
    for made in (
        panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"),
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed} or {every} * 0) / {every}", "{{route}}"),
        panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {buckets})", "{{route}}"),
        panel(gauge.Panel(), "Saturation", "percentunit", in_progress, "{{instance}}"),
        panel(stat.Panel(), "Instances up", "short", 'sum(up{job="late-service"})'),
    ):
        builder.with_panel(made)
    return builder.build()

# %% wrong: instances that are there, whether up or not
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    chosen = 'job="late-service",route=~"$route"'

    def by_route(metric, condition=""):
        return f"sum by (route) (rate({metric}{{{chosen}{condition}}}[$__rate_interval]))"

    every = by_route("http_requests_total")
    failed = by_route("http_requests_total", ',status=~"5.."')
    buckets = by_route("http_request_duration_seconds_bucket").replace("by (route)", "by (le, route)")
    in_progress = 'http_requests_in_progress{job="late-service"} / http_request_slots{job="late-service"}'

    def panel(builder, title, unit, query, legend=""):
        target = prometheus.Dataquery().ref_id("A").expr(query).legend_format(legend)
        return builder.title(title).unit(unit).span(12).height(8).datasource(source).with_target(target)

    builder = dashboards.Dashboard("Late service").uid("late-service").refresh("30s").time("now-3h", "now")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
        .multi(True)
        .include_all(True)
    )
    for made in (
        panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"),
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed} or {every} * 0) / {every}", "{{route}}"),
        panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {buckets})", "{{route}}"),
        panel(gauge.Panel(), "Saturation", "percentunit", in_progress, "{{instance}}"),
        panel(stat.Panel(), "Instances up", "short", 'count(up{job="late-service"})'),
    ):
        builder.with_panel(made)
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())

# %% wrong: all panels in one place
def late_dashboard():
    source = {"type": "prometheus", "uid": "${datasource}"}
    mine = 'job="late-service",route=~"${route}"'
    traffic = f"sum(rate(http_requests_total{{{mine}}}[$__rate_interval])) by (route)"
    failed = f'sum(rate(http_requests_total{{{mine},status=~"5.."}}[$__rate_interval])) by (route)'
    seconds = f"sum(rate(http_request_duration_seconds_bucket{{{mine}}}[$__rate_interval])) by (route, le)"
    rows = [
        ("Traffic", "timeseries", "reqps", traffic, "{{route}}"),
        ("Errors", "timeseries", "percentunit", f"{failed} / {traffic} or {traffic} * 0", "{{route}}"),
        ("Latency", "timeseries", "s", f"histogram_quantile(0.95, {seconds})", "{{route}}"),
        (
            "Saturation",
            "gauge",
            "percentunit",
            'http_requests_in_progress{job="late-service"} / on (job, instance) http_request_slots',
            "{{instance}}",
        ),
        ("Instances up", "stat", "short", 'count(up{job="late-service"} == 1)', "up"),
    ]
    panels = [
        {
            "id": number,
            "title": title,
            "type": kind,
            "datasource": source,
            "gridPos": {"x": 0, "y": 0, "w": 24, "h": 6},
            "fieldConfig": {"defaults": {"unit": unit}, "overrides": []},
            "targets": [{"refId": "A", "expr": query, "legendFormat": legend}],
        }
        for number, (title, kind, unit, query, legend) in enumerate(rows)
    ]
    variables = [
        {"name": "datasource", "type": "datasource", "query": "prometheus"},
        {
            "name": "route",
            "type": "query",
            "datasource": source,
            "query": 'label_values(http_requests_total{job="late-service"}, route)',
            "multi": True,
            "includeAll": True,
        },
    ]
    board = {"title": "Late service", "uid": "late-service", "panels": panels, "templating": {"list": variables}}
    return json.dumps(board)

# %% wrong: panels wider than the page
def late_dashboard():
    source = {"type": "prometheus", "uid": "${datasource}"}
    mine = 'job="late-service",route=~"${route}"'
    traffic = f"sum(rate(http_requests_total{{{mine}}}[$__rate_interval])) by (route)"
    failed = f'sum(rate(http_requests_total{{{mine},status=~"5.."}}[$__rate_interval])) by (route)'
    seconds = f"sum(rate(http_request_duration_seconds_bucket{{{mine}}}[$__rate_interval])) by (route, le)"
    rows = [
        ("Traffic", "timeseries", "reqps", traffic, "{{route}}"),
        ("Errors", "timeseries", "percentunit", f"{failed} / {traffic} or {traffic} * 0", "{{route}}"),
        ("Latency", "timeseries", "s", f"histogram_quantile(0.95, {seconds})", "{{route}}"),
        (
            "Saturation",
            "gauge",
            "percentunit",
            'http_requests_in_progress{job="late-service"} / on (job, instance) http_request_slots',
            "{{instance}}",
        ),
        ("Instances up", "stat", "short", 'count(up{job="late-service"} == 1)', "up"),
    ]
    panels = [
        {
            "id": number,
            "title": title,
            "type": kind,
            "datasource": source,
            "gridPos": {"x": 0, "y": 6 * number, "w": 32, "h": 6},
            "fieldConfig": {"defaults": {"unit": unit}, "overrides": []},
            "targets": [{"refId": "A", "expr": query, "legendFormat": legend}],
        }
        for number, (title, kind, unit, query, legend) in enumerate(rows)
    ]
    variables = [
        {"name": "datasource", "type": "datasource", "query": "prometheus"},
        {
            "name": "route",
            "type": "query",
            "datasource": source,
            "query": 'label_values(http_requests_total{job="late-service"}, route)',
            "multi": True,
            "includeAll": True,
        },
    ]
    board = {"title": "Late service", "uid": "late-service", "panels": panels, "templating": {"list": variables}}
    return json.dumps(board)

# %% wrong: the routes of every job
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    chosen = 'job="late-service",route=~"$route"'

    def by_route(metric, condition=""):
        return f"sum by (route) (rate({metric}{{{chosen}{condition}}}[$__rate_interval]))"

    every = by_route("http_requests_total")
    failed = by_route("http_requests_total", ',status=~"5.."')
    buckets = by_route("http_request_duration_seconds_bucket").replace("by (route)", "by (le, route)")
    in_progress = 'http_requests_in_progress{job="late-service"} / http_request_slots{job="late-service"}'

    def panel(builder, title, unit, query, legend=""):
        target = prometheus.Dataquery().ref_id("A").expr(query).legend_format(legend)
        return builder.title(title).unit(unit).span(12).height(8).datasource(source).with_target(target)

    builder = dashboards.Dashboard("Late service").uid("late-service").refresh("30s").time("now-3h", "now")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total, route)')
        .multi(True)
        .include_all(True)
    )
    for made in (
        panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"),
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed} or {every} * 0) / {every}", "{{route}}"),
        panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {buckets})", "{{route}}"),
        panel(gauge.Panel(), "Saturation", "percentunit", in_progress, "{{instance}}"),
        panel(stat.Panel(), "Instances up", "short", 'sum(up{job="late-service"})'),
    ):
        builder.with_panel(made)
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())

# %% wrong: the choice of routes does not matter to the latency
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    chosen = 'job="late-service",route=~"$route"'

    def by_route(metric, condition=""):
        return f"sum by (route) (rate({metric}{{{chosen}{condition}}}[$__rate_interval]))"

    every = by_route("http_requests_total")
    failed = by_route("http_requests_total", ',status=~"5.."')
    buckets = 'sum by (le, route) (rate(http_request_duration_seconds_bucket{job="late-service"}[$__rate_interval]))'
    in_progress = 'http_requests_in_progress{job="late-service"} / http_request_slots{job="late-service"}'

    def panel(builder, title, unit, query, legend=""):
        target = prometheus.Dataquery().ref_id("A").expr(query).legend_format(legend)
        return builder.title(title).unit(unit).span(12).height(8).datasource(source).with_target(target)

    builder = dashboards.Dashboard("Late service").uid("late-service").refresh("30s").time("now-3h", "now")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
        .multi(True)
        .include_all(True)
    )
    for made in (
        panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"),
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed} or {every} * 0) / {every}", "{{route}}"),
        panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {buckets})", "{{route}}"),
        panel(gauge.Panel(), "Saturation", "percentunit", in_progress, "{{instance}}"),
        panel(stat.Panel(), "Instances up", "short", 'sum(up{job="late-service"})'),
    ):
        builder.with_panel(made)
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())


# %% wrong: only 500 is an error | message: Errors /predict
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    job, routes = 'job="late-service"', 'job="late-service",route=~"$route"'

    def panel(builder, title, unit, query, legend=None, span=8):
        target = prometheus.Dataquery().ref_id("A").expr(query)
        if legend:
            target.legend_format(legend)
        return builder.title(title).unit(unit).span(span).height(8).datasource(source).with_target(target)

    every = f"sum by (route) (rate(http_requests_total{{{routes}}}[$__rate_interval]))"
    failed = f'sum by (route) (rate(http_requests_total{{{routes},status="500"}}[$__rate_interval]))'
    slow = f"sum by (route, le) (rate(http_request_duration_seconds_bucket{{{routes}}}[$__rate_interval]))"
    route = (
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
        .multi(True)
        .include_all(True)
    )
    builder = dashboards.Dashboard("Late service").uid("late-service")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(route)
    builder.with_panel(panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"))
    builder.with_panel(
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed} or 0 * {every}) / {every}", "{{route}}")
    )
    builder.with_panel(panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {slow})", "{{route}}"))
    saturation = f"http_requests_in_progress{{{job}}} / http_request_slots{{{job}}}"
    builder.with_panel(panel(gauge.Panel(), "Saturation", "percentunit", saturation, "{{instance}}", 12))
    builder.with_panel(panel(stat.Panel(), "Instances up", "short", f"sum(up{{{job}}})", None, 12))
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())


# %% wrong: instances of every job | message: Instances up
def late_dashboard():
    """The service's dashboard, as JSON text for Grafana."""
    source = models.DataSourceRef(type_val="prometheus", uid="${datasource}")
    job, routes = 'job="late-service"', 'job="late-service",route=~"$route"'

    def panel(builder, title, unit, query, legend=None, span=8):
        target = prometheus.Dataquery().ref_id("A").expr(query)
        if legend:
            target.legend_format(legend)
        return builder.title(title).unit(unit).span(span).height(8).datasource(source).with_target(target)

    every = f"sum by (route) (rate(http_requests_total{{{routes}}}[$__rate_interval]))"
    failed = f'sum by (route) (rate(http_requests_total{{{routes},status=~"5.."}}[$__rate_interval]))'
    slow = f"sum by (route, le) (rate(http_request_duration_seconds_bucket{{{routes}}}[$__rate_interval]))"
    route = (
        dashboards.QueryVariable("route")
        .datasource(source)
        .query('label_values(http_requests_total{job="late-service"}, route)')
        .multi(True)
        .include_all(True)
    )
    builder = dashboards.Dashboard("Late service").uid("late-service")
    builder.with_variable(dashboards.DatasourceVariable("datasource").type("prometheus"))
    builder.with_variable(route)
    builder.with_panel(panel(timeseries.Panel(), "Traffic", "reqps", every, "{{route}}"))
    builder.with_panel(
        panel(timeseries.Panel(), "Errors", "percentunit", f"({failed} or 0 * {every}) / {every}", "{{route}}")
    )
    builder.with_panel(panel(timeseries.Panel(), "Latency", "s", f"histogram_quantile(0.95, {slow})", "{{route}}"))
    saturation = f"http_requests_in_progress{{{job}}} / http_request_slots{{{job}}}"
    builder.with_panel(panel(gauge.Panel(), "Saturation", "percentunit", saturation, "{{instance}}", 12))
    builder.with_panel(panel(stat.Panel(), "Instances up", "short", "sum(up)", None, 12))
    return JSONEncoder(sort_keys=True, indent=2).encode(builder.build())
