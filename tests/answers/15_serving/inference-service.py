# %% right: more fields than asked for, other forms of the same amounts
# apiVersion: serving.kserve.io/v1beta1
# kind: InferenceService
# metadata:
#   name: late
#   labels:
#     team: delays
# spec:
#   predictor:
#     minReplicas: 2
#     maxReplicas: 6
#     scaleMetric: concurrency
#     scaleTarget: 8
#     timeout: 10
#     terminationGracePeriodSeconds: 30
#     containers:
#     - name: kserve-container
#       image: registry.example.com/late:2013-06
#       imagePullPolicy: IfNotPresent
#       args:
#       - --http_port
#       - '8080'
#       - --enable_grpc
#       - 'false'
#       ports:
#       - {name: http1, containerPort: 8080, protocol: TCP}
#       readinessProbe:
#         periodSeconds: 5
#         httpGet:
#           path: /v2/models/late/ready
#           port: 8080
#       livenessProbe:
#         initialDelaySeconds: 15
#         httpGet:
#           path: /v2/health/live
#           port: 8080
#       resources:
#         requests:
#           cpu: 0.5
#           memory: 0.5Gi
#         limits:
#           memory: 1024Mi

# %% right: JSON, which is YAML, too
# {
#   "apiVersion": "serving.kserve.io/v1beta1",
#   "kind": "InferenceService",
#   "metadata": {"name": "late", "namespace": "flights"},
#   "spec": {
#     "predictor": {
#       "minReplicas": 2, "maxReplicas": 6, "scaleMetric": "concurrency", "scaleTarget": 8,
#       "timeout": 10, "terminationGracePeriodSeconds": 30,
#       "containers": [
#         {
#           "name": "kserve-container",
#           "image": "registry.example.com/late:2013-06",
#           "args": ["--http_port", "8080", "--enable_grpc", "false"],
#           "ports": [{"containerPort": 8080}],
#           "readinessProbe": {"httpGet": {"path": "/v2/models/late/ready", "port": 8080}},
#           "livenessProbe": {"httpGet": {"path": "/v2/health/live", "port": 8080}, "initialDelaySeconds": 30},
#           "resources": {"requests": {"cpu": "500m", "memory": "512Mi"}, "limits": {"cpu": "1", "memory": "1Gi"}}
#         }
#       ]
#     }
#   }
# }

# %% wrong: a field with one letter too few | message: minReplica
# apiVersion: serving.kserve.io/v1beta1
# kind: InferenceService
# metadata:
#   name: late
#   labels:
#     team: delays
# spec:
#   predictor:
#     minReplica: 2
#     maxReplicas: 6
#     scaleMetric: concurrency
#     scaleTarget: 8
#     timeout: 10
#     terminationGracePeriodSeconds: 30
#     containers:
#     - name: kserve-container
#       image: registry.example.com/late:2013-06
#       imagePullPolicy: IfNotPresent
#       args:
#       - --http_port
#       - '8080'
#       - --enable_grpc
#       - 'false'
#       ports:
#       - {name: http1, containerPort: 8080, protocol: TCP}
#       readinessProbe:
#         periodSeconds: 5
#         httpGet:
#           path: /v2/models/late/ready
#           port: 8080
#       livenessProbe:
#         initialDelaySeconds: 15
#         httpGet:
#           path: /v2/health/live
#           port: 8080
#       resources:
#         requests:
#           cpu: 0.5
#           memory: 0.5Gi
#         limits:
#           memory: 1024Mi

# %% wrong: replicas one level too high | message: the schema refuses it
# apiVersion: serving.kserve.io/v1beta1
# kind: InferenceService
# metadata:
#   name: late
#   labels:
#     team: delays
# spec:
#   minReplicas: 2
#   predictor:
#     maxReplicas: 6
#     scaleMetric: concurrency
#     scaleTarget: 8
#     timeout: 10
#     terminationGracePeriodSeconds: 30
#     containers:
#     - name: kserve-container
#       image: registry.example.com/late:2013-06
#       imagePullPolicy: IfNotPresent
#       args:
#       - --http_port
#       - '8080'
#       - --enable_grpc
#       - 'false'
#       ports:
#       - {name: http1, containerPort: 8080, protocol: TCP}
#       readinessProbe:
#         periodSeconds: 5
#         httpGet:
#           path: /v2/models/late/ready
#           port: 8080
#       livenessProbe:
#         initialDelaySeconds: 15
#         httpGet:
#           path: /v2/health/live
#           port: 8080
#       resources:
#         requests:
#           cpu: 0.5
#           memory: 0.5Gi
#         limits:
#           memory: 1024Mi

# %% wrong: a Deployment's habits | message: the schema refuses it
# apiVersion: serving.kserve.io/v1beta1
# kind: InferenceService
# metadata:
#   name: late
#   labels:
#     team: delays
# spec:
#   predictor:
#     replicas: 2
#     scaleMetric: concurrency
#     scaleTarget: 8
#     timeout: 10
#     terminationGracePeriodSeconds: 30
#     containers:
#     - name: kserve-container
#       image: registry.example.com/late:2013-06
#       imagePullPolicy: IfNotPresent
#       args:
#       - --http_port
#       - '8080'
#       - --enable_grpc
#       - 'false'
#       ports:
#       - {name: http1, containerPort: 8080, protocol: TCP}
#       readinessProbe:
#         periodSeconds: 5
#         httpGet:
#           path: /v2/models/late/ready
#           port: 8080
#       livenessProbe:
#         initialDelaySeconds: 15
#         httpGet:
#           path: /v2/health/live
#           port: 8080
#       resources:
#         requests:
#           cpu: 0.5
#           memory: 0.5Gi
#         limits:
#           memory: 1024Mi

# %% wrong: the API of an old tutorial | message: the schema refuses it
# apiVersion: serving.kserve.io/v1alpha2
# kind: InferenceService
# metadata:
#   name: late
#   labels:
#     team: delays
# spec:
#   predictor:
#     minReplicas: 2
#     maxReplicas: 6
#     scaleMetric: concurrency
#     scaleTarget: 8
#     timeout: 10
#     terminationGracePeriodSeconds: 30
#     containers:
#     - name: kserve-container
#       image: registry.example.com/late:2013-06
#       imagePullPolicy: IfNotPresent
#       args:
#       - --http_port
#       - '8080'
#       - --enable_grpc
#       - 'false'
#       ports:
#       - {name: http1, containerPort: 8080, protocol: TCP}
#       readinessProbe:
#         periodSeconds: 5
#         httpGet:
#           path: /v2/models/late/ready
#           port: 8080
#       livenessProbe:
#         initialDelaySeconds: 15
#         httpGet:
#           path: /v2/health/live
#           port: 8080
#       resources:
#         requests:
#           cpu: 0.5
#           memory: 0.5Gi
#         limits:
#           memory: 1024Mi

# %% wrong: numbers among the arguments | message: the schema refuses it
# apiVersion: serving.kserve.io/v1beta1
# kind: InferenceService
# metadata:
#   name: late
#   labels:
#     team: delays
# spec:
#   predictor:
#     minReplicas: 2
#     maxReplicas: 6
#     scaleMetric: concurrency
#     scaleTarget: 8
#     timeout: 10
#     terminationGracePeriodSeconds: 30
#     containers:
#     - name: kserve-container
#       image: registry.example.com/late:2013-06
#       imagePullPolicy: IfNotPresent
#       args:
#       - --http_port
#       - 8080
#       - --enable_grpc
#       - false
#       ports:
#       - {name: http1, containerPort: 8080, protocol: TCP}
#       readinessProbe:
#         periodSeconds: 5
#         httpGet:
#           path: /v2/models/late/ready
#           port: 8080
#       livenessProbe:
#         initialDelaySeconds: 15
#         httpGet:
#           path: /v2/health/live
#           port: 8080
#       resources:
#         requests:
#           cpu: 0.5
#           memory: 0.5Gi
#         limits:
#           memory: 1024Mi

# %% wrong: the probes are swapped | message: readinessProbe
# apiVersion: serving.kserve.io/v1beta1
# kind: InferenceService
# metadata:
#   name: late
#   labels:
#     team: delays
# spec:
#   predictor:
#     minReplicas: 2
#     maxReplicas: 6
#     scaleMetric: concurrency
#     scaleTarget: 8
#     timeout: 10
#     terminationGracePeriodSeconds: 30
#     containers:
#     - name: kserve-container
#       image: registry.example.com/late:2013-06
#       imagePullPolicy: IfNotPresent
#       args:
#       - --http_port
#       - '8080'
#       - --enable_grpc
#       - 'false'
#       ports:
#       - {name: http1, containerPort: 8080, protocol: TCP}
#       livenessProbe:
#         periodSeconds: 5
#         httpGet:
#           path: /v2/models/late/ready
#           port: 8080
#       readinessProbe:
#         initialDelaySeconds: 15
#         httpGet:
#           path: /v2/health/live
#           port: 8080
#       resources:
#         requests:
#           cpu: 0.5
#           memory: 0.5Gi
#         limits:
#           memory: 1024Mi

# %% wrong: ready as soon as the server is | message: may it be asked
# apiVersion: serving.kserve.io/v1beta1
# kind: InferenceService
# metadata:
#   name: late
#   labels:
#     team: delays
# spec:
#   predictor:
#     minReplicas: 2
#     maxReplicas: 6
#     scaleMetric: concurrency
#     scaleTarget: 8
#     timeout: 10
#     terminationGracePeriodSeconds: 30
#     containers:
#     - name: kserve-container
#       image: registry.example.com/late:2013-06
#       imagePullPolicy: IfNotPresent
#       args:
#       - --http_port
#       - '8080'
#       - --enable_grpc
#       - 'false'
#       ports:
#       - {name: http1, containerPort: 8080, protocol: TCP}
#       readinessProbe:
#         periodSeconds: 5
#         httpGet:
#           path: /v2/health/live
#           port: 8080
#       livenessProbe:
#         initialDelaySeconds: 15
#         httpGet:
#           path: /v2/health/live
#           port: 8080
#       resources:
#         requests:
#           cpu: 0.5
#           memory: 0.5Gi
#         limits:
#           memory: 1024Mi

# %% wrong: the port's number as a text | message: readinessProbe
# apiVersion: serving.kserve.io/v1beta1
# kind: InferenceService
# metadata:
#   name: late
#   labels:
#     team: delays
# spec:
#   predictor:
#     minReplicas: 2
#     maxReplicas: 6
#     scaleMetric: concurrency
#     scaleTarget: 8
#     timeout: 10
#     terminationGracePeriodSeconds: 30
#     containers:
#     - name: kserve-container
#       image: registry.example.com/late:2013-06
#       imagePullPolicy: IfNotPresent
#       args:
#       - --http_port
#       - '8080'
#       - --enable_grpc
#       - 'false'
#       ports:
#       - {name: http1, containerPort: 8080, protocol: TCP}
#       readinessProbe:
#         periodSeconds: 5
#         httpGet:
#           path: /v2/models/late/ready
#           port: '8080'
#       livenessProbe:
#         initialDelaySeconds: 15
#         httpGet:
#           path: /v2/health/live
#           port: '8080'
#       resources:
#         requests:
#           cpu: 0.5
#           memory: 0.5Gi
#         limits:
#           memory: 1024Mi

# %% wrong: whatever is the latest | message: which model serves
# apiVersion: serving.kserve.io/v1beta1
# kind: InferenceService
# metadata:
#   name: late
#   labels:
#     team: delays
# spec:
#   predictor:
#     minReplicas: 2
#     maxReplicas: 6
#     scaleMetric: concurrency
#     scaleTarget: 8
#     timeout: 10
#     terminationGracePeriodSeconds: 30
#     containers:
#     - name: kserve-container
#       image: registry.example.com/late:latest
#       imagePullPolicy: IfNotPresent
#       args:
#       - --http_port
#       - '8080'
#       - --enable_grpc
#       - 'false'
#       ports:
#       - {name: http1, containerPort: 8080, protocol: TCP}
#       readinessProbe:
#         periodSeconds: 5
#         httpGet:
#           path: /v2/models/late/ready
#           port: 8080
#       livenessProbe:
#         initialDelaySeconds: 15
#         httpGet:
#           path: /v2/health/live
#           port: 8080
#       resources:
#         requests:
#           cpu: 0.5
#           memory: 0.5Gi
#         limits:
#           memory: 1024Mi

# %% wrong: a container that KServe does not know | message: kserve-container
# apiVersion: serving.kserve.io/v1beta1
# kind: InferenceService
# metadata:
#   name: late
#   labels:
#     team: delays
# spec:
#   predictor:
#     minReplicas: 2
#     maxReplicas: 6
#     scaleMetric: concurrency
#     scaleTarget: 8
#     timeout: 10
#     terminationGracePeriodSeconds: 30
#     containers:
#     - name: late
#       image: registry.example.com/late:2013-06
#       imagePullPolicy: IfNotPresent
#       args:
#       - --http_port
#       - '8080'
#       - --enable_grpc
#       - 'false'
#       ports:
#       - {name: http1, containerPort: 8080, protocol: TCP}
#       readinessProbe:
#         periodSeconds: 5
#         httpGet:
#           path: /v2/models/late/ready
#           port: 8080
#       livenessProbe:
#         initialDelaySeconds: 15
#         httpGet:
#           path: /v2/health/live
#           port: 8080
#       resources:
#         requests:
#           cpu: 0.5
#           memory: 0.5Gi
#         limits:
#           memory: 1024Mi

# %% wrong: killed while it still answers
# apiVersion: serving.kserve.io/v1beta1
# kind: InferenceService
# metadata:
#   name: late
#   labels:
#     team: delays
# spec:
#   predictor:
#     minReplicas: 2
#     maxReplicas: 6
#     scaleMetric: concurrency
#     scaleTarget: 8
#     timeout: 10
#     terminationGracePeriodSeconds: 10
#     containers:
#     - name: kserve-container
#       image: registry.example.com/late:2013-06
#       imagePullPolicy: IfNotPresent
#       args:
#       - --http_port
#       - '8080'
#       - --enable_grpc
#       - 'false'
#       ports:
#       - {name: http1, containerPort: 8080, protocol: TCP}
#       readinessProbe:
#         periodSeconds: 5
#         httpGet:
#           path: /v2/models/late/ready
#           port: 8080
#       livenessProbe:
#         initialDelaySeconds: 15
#         httpGet:
#           path: /v2/health/live
#           port: 8080
#       resources:
#         requests:
#           cpu: 0.5
#           memory: 0.5Gi
#         limits:
#           memory: 1024Mi

# %% wrong: bytes by thousands
# apiVersion: serving.kserve.io/v1beta1
# kind: InferenceService
# metadata:
#   name: late
#   labels:
#     team: delays
# spec:
#   predictor:
#     minReplicas: 2
#     maxReplicas: 6
#     scaleMetric: concurrency
#     scaleTarget: 8
#     timeout: 10
#     terminationGracePeriodSeconds: 30
#     containers:
#     - name: kserve-container
#       image: registry.example.com/late:2013-06
#       imagePullPolicy: IfNotPresent
#       args:
#       - --http_port
#       - '8080'
#       - --enable_grpc
#       - 'false'
#       ports:
#       - {name: http1, containerPort: 8080, protocol: TCP}
#       readinessProbe:
#         periodSeconds: 5
#         httpGet:
#           path: /v2/models/late/ready
#           port: 8080
#       livenessProbe:
#         initialDelaySeconds: 15
#         httpGet:
#           path: /v2/health/live
#           port: 8080
#       resources:
#         requests:
#           cpu: 0.5
#           memory: 0.5Gi
#         limits:
#           memory: 1G

# %% wrong: killed before it has begun
# apiVersion: serving.kserve.io/v1beta1
# kind: InferenceService
# metadata:
#   name: late
#   labels:
#     team: delays
# spec:
#   predictor:
#     minReplicas: 2
#     maxReplicas: 6
#     scaleMetric: concurrency
#     scaleTarget: 8
#     timeout: 10
#     terminationGracePeriodSeconds: 30
#     containers:
#     - name: kserve-container
#       image: registry.example.com/late:2013-06
#       imagePullPolicy: IfNotPresent
#       args:
#       - --http_port
#       - '8080'
#       - --enable_grpc
#       - 'false'
#       ports:
#       - {name: http1, containerPort: 8080, protocol: TCP}
#       readinessProbe:
#         periodSeconds: 5
#         httpGet:
#           path: /v2/models/late/ready
#           port: 8080
#       livenessProbe:
#         httpGet:
#           path: /v2/health/live
#           port: 8080
#       resources:
#         requests:
#           cpu: 0.5
#           memory: 0.5Gi
#         limits:
#           memory: 1024Mi
