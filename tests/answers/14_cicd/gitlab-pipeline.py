# %% right: needs instead of stages of their own
# stages: [source, ci, training, packaging, delivery]
#
# variables:
#   PYTHONPATH: src
#
# source:
#   stage: source
#   script: python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: ci
#   parallel:
#     matrix:
#       - ORIGIN: EWR
#       - ORIGIN: JFK
#       - ORIGIN: LGA
#   script: [python -m unittest discover -s tests]
#
# train:
#   stage: training
#   needs: [test]
#   script: python ci/train.py
#   artifacts: {paths: [model.json]}
#
# gate:
#   stage: training
#   needs: [train]
#   script: python ci/gate.py
#   artifacts: {paths: ["report.json"]}
#
# package:
#   stage: packaging
#   needs: [train, gate]
#   rules:
#     - if: $CI_COMMIT_BRANCH != $CI_DEFAULT_BRANCH
#       when: never
#     - when: on_success
#   script: python ci/package.py
#   artifacts: {paths: [dist/]}
#
# deliver:
#   stage: delivery
#   needs:
#     - job: package
#       artifacts: true
#   environment: {name: production}
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#   script:
#     - |
#       python ci/deliver.py staging
#       python ci/deliver.py production

# %% right: defaults, and anchors instead of extends
# stages: [one, two, three, four, five, six]
#
# .only: &main
#   rules:
#     - if: '$CI_COMMIT_BRANCH && $CI_COMMIT_BRANCH == "main"'
#
# .job: &job
#   variables:
#     PYTHONPATH: src
#
# source:
#   <<: *job
#   stage: one
#   before_script: ["test -f data/train.csv"]
#   script: ["python ci/check_data.py data/train.csv data/test.csv"]
# test:
#   <<: *job
#   stage: two
#   parallel: {matrix: [{ORIGIN: [LGA, JFK, EWR]}]}
#   script: ["python -m unittest discover -s tests"]
# train:
#   <<: *job
#   stage: three
#   script: ["python ci/train.py"]
#   artifacts: {paths: [model.json]}
# gate:
#   <<: *job
#   stage: four
#   script: ["python ci/gate.py"]
#   artifacts: {paths: [report.json]}
# package:
#   <<: [*job, *main]
#   stage: five
#   script: ["python ci/package.py"]
#   artifacts: {paths: [dist/late.zip]}
# deliver:
#   <<: [*job, *main]
#   stage: six
#   environment: production
#   script: ["python ci/deliver.py staging", "python ci/deliver.py production"]

# %% wrong: no rule, so every branch delivers | message: another branch: expected a green pipeline that ends with gate
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   extends: .main-only
#   stage: package
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   extends: .main-only
#   stage: deliver
#   environment: production
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: tests and training in one stage, side by side | message: expected
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: test
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   extends: .main-only
#   stage: package
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   extends: .main-only
#   stage: deliver
#   environment: production
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: needs of the gate alone, so the model does not arrive | message: main: expected the scripts
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   extends: .main-only
#   stage: package
#   needs: [gate]
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   extends: .main-only
#   stage: deliver
#   environment: production
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: forgets the report as an artifact | message: main: expected the scripts
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   script:
#     - python ci/gate.py
#
# package:
#   extends: .main-only
#   stage: package
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   extends: .main-only
#   stage: deliver
#   environment: production
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: deliver is in no environment, so the token does not come | message: main: expected
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   extends: .main-only
#   stage: package
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   extends: .main-only
#   stage: deliver
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: the environment for all jobs | message: which job has the environment production?
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   extends: .main-only
#   environment: production
#   stage: package
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   extends: .main-only
#   stage: deliver
#   environment: production
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: GitHub's words in GitLab's file | message: GitLab's schema accepts
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   strategy:
#     matrix:
#       ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   extends: .main-only
#   stage: package
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   extends: .main-only
#   stage: deliver
#   environment: production
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: prints the environment to debug | message: the token is in the log
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   extends: .main-only
#   stage: package
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   extends: .main-only
#   stage: deliver
#   environment: production
#   script:
#     - env | sort
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: training starts without waiting | message: expected
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   needs: []
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   extends: .main-only
#   stage: package
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   extends: .main-only
#   stage: deliver
#   environment: production
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: forgives a failing gate
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   script:
#     - python ci/gate.py || echo "the gate is red"
#   artifacts:
#     paths: [report.json]
#
# package:
#   extends: .main-only
#   stage: package
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   extends: .main-only
#   stage: deliver
#   environment: production
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: the checks of the data do not stop anything
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv || true
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   extends: .main-only
#   stage: package
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   extends: .main-only
#   stage: deliver
#   environment: production
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: deliver waits for somebody to start it by hand | message: main: expected the scripts
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   extends: .main-only
#   stage: package
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   stage: deliver
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#       when: manual
#   environment: production
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: deliver without a rule, though it needs package | message: is when:never, but its needed by deliver
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   extends: .main-only
#   stage: package
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   stage: deliver
#   needs: [package]
#   environment: production
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: the gate may fail without harm
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   allow_failure: true
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#     when: always
#
# package:
#   extends: .main-only
#   stage: package
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   extends: .main-only
#   stage: deliver
#   environment: production
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: the token for the environment staging | message: main: expected the scripts
# stages: [source, test, train, validate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# .main-only:
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: validate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   extends: .main-only
#   stage: package
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   extends: .main-only
#   stage: deliver
#   environment: staging
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: PYTHONPATH where it happens to be needed | message: set PYTHONPATH for all jobs
# stages: [source, test, train, gate, package, deliver]
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   variables: {PYTHONPATH: src}
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: gate
#   variables: {PYTHONPATH: src}
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   stage: package
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   stage: deliver
#   environment: production
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: delivers when packaging has failed
# stages: [source, test, train, gate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: gate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   stage: package
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   stage: deliver
#   environment: production
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#       when: always
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: training waits for one of the three tests | message: a failing test: expected no training
# stages: [source, test, train, gate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   needs:
#     - job: test
#       parallel:
#         matrix:
#           - ORIGIN: LGA
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: gate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   stage: package
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   stage: deliver
#   environment: production
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production

# %% wrong: a failing delivery leaves the pipeline green
# stages: [source, test, train, gate, package, deliver]
#
# variables:
#   PYTHONPATH: src
#
# source:
#   stage: source
#   script:
#     - python ci/check_data.py data/train.csv data/test.csv
#
# test:
#   stage: test
#   parallel:
#     matrix:
#       - ORIGIN: [EWR, JFK, LGA]
#   script:
#     - python -m unittest discover -s tests
#
# train:
#   stage: train
#   script:
#     - python ci/train.py
#   artifacts:
#     paths: [model.json]
#
# gate:
#   stage: gate
#   script:
#     - python ci/gate.py
#   artifacts:
#     paths: [report.json]
#
# package:
#   stage: package
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#   script:
#     - python ci/package.py
#   artifacts:
#     paths: [dist/late.zip]
#
# deliver:
#   stage: deliver
#   environment: production
#   allow_failure: true
#   rules:
#     - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
#   script:
#     - python ci/deliver.py staging
#     - python ci/deliver.py production
