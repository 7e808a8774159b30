# %% right: a key of two sums, conditions on both last jobs
# name: from source to delivery
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: |
#           echo "data=$(cksum < data/train.csv | tr -d ' ')" >> "$GITHUB_OUTPUT"
#           echo "script=$(cksum < ci/train.py | tr -d ' ')" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: model-${{ steps.inputs.outputs.data }}-${{ steps.inputs.outputs.script }}
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: model-${{ steps.inputs.outputs.data }}-${{ steps.inputs.outputs.script }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: [gate, package]
#     if: github.ref == 'refs/heads/main' && github.event_name != 'pull_request'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% right: git hash-object for the key, two steps of delivery
# name: from source to delivery
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: [source, test]
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - name: Find the key
#         id: inputs
#         run: |
#           sum=$(cat data/train.csv ci/train.py | git hash-object --stdin)
#           echo "key=$sum" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist/
#       - run: python ci/deliver.py staging
#         env: {DEPLOY_TOKEN: "${{ secrets.DEPLOY_TOKEN }}"}
#       - run: python ci/deliver.py production
#         env: {DEPLOY_TOKEN: "${{ secrets.DEPLOY_TOKEN }}"}

# %% wrong: the token for the whole workflow | message: put env on the step
# name: from source to delivery
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
#   DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv ci/train.py | cksum | tr ' ' -)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: the token on the command line | message: a run line contains the secret
# name: from source to delivery
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv ci/train.py | cksum | tr ' ' -)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           DEPLOY_TOKEN=${{ secrets.DEPLOY_TOKEN }} python ci/deliver.py staging
#           DEPLOY_TOKEN=${{ secrets.DEPLOY_TOKEN }} python ci/deliver.py production

# %% wrong: prints the token in another form to get round the masking | message: the token is in the log
# name: from source to delivery
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv ci/train.py | cksum | tr ' ' -)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           echo "token: $(printf %s "$DEPLOY_TOKEN" | base64)"
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: one key for ever | message: the key must change with the data
# name: from source to delivery
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-v1" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: the commit in the key, so it never hits | message: is the key made from the two files?
# name: from source to delivery
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$GITHUB_SHA" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: training does not wait for the tests | message: train does not wait for test
# name: from source to delivery
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: source
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv ci/train.py | cksum | tr ' ' -)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: trains again for the release | message: expected
# name: from source to delivery
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv ci/train.py | cksum | tr ' ' -)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: packages for pull requests, too | message: pull request: expected source, tests and gate
# name: from source to delivery
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv ci/train.py | cksum | tr ' ' -)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: delivers to production alone | message: push to main: expected
# name: from source to delivery
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv ci/train.py | cksum | tr ' ' -)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: the key knows the data, but not the script
# name: from source to delivery
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv | cksum | tr ' ' -)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: packages on every branch
# name: from source to delivery
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv ci/train.py | cksum | tr ' ' -)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: misspells an output, which is always empty | message: actionlint
# name: from source to delivery
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       fail-fast: false
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv ci/train.py | cksum | tr ' ' -)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - run: python ci/train.py
#         if: steps.keep.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.keep.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: all scripts and all data in the key | message: is the key made from the two files?
# name: five stages
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/*.csv ci/*.py | sha256sum | cut -c 1-64)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - if: steps.kept.outputs.cache-hit != 'true'
#         run: python ci/train.py
#       - if: steps.kept.outputs.cache-hit != 'true'
#         uses: actions/cache/save@v5
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: prints the token in base64, with echo's newline | message: the token is in the log
# name: five stages
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv ci/train.py | sha256sum | cut -c 1-64)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - if: steps.kept.outputs.cache-hit != 'true'
#         run: python ci/train.py
#       - if: steps.kept.outputs.cache-hit != 'true'
#         uses: actions/cache/save@v5
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           echo "$DEPLOY_TOKEN" | base64
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: the last commit of the two files for their contents | message: the contents of an earlier run
# name: five stages
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(git log -1 --format=%H -- data/train.csv ci/train.py)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - if: steps.kept.outputs.cache-hit != 'true'
#         run: python ci/train.py
#       - if: steps.kept.outputs.cache-hit != 'true'
#         uses: actions/cache/save@v5
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: packages whatever the gate says | message: what lets them start?
# name: five stages
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv ci/train.py | sha256sum | cut -c 1-64)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - if: steps.kept.outputs.cache-hit != 'true'
#         run: python ci/train.py
#       - if: steps.kept.outputs.cache-hit != 'true'
#         uses: actions/cache/save@v5
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: always() && github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: forgives a failing staging
# name: five stages
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv ci/train.py | sha256sum | cut -c 1-64)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - if: steps.kept.outputs.cache-hit != 'true'
#         run: python ci/train.py
#       - if: steps.kept.outputs.cache-hit != 'true'
#         uses: actions/cache/save@v5
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging || echo "staging failed"
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: trains when a test has failed
# name: five stages
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv data/test.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     if: always()
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv ci/train.py | sha256sum | cut -c 1-64)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - if: steps.kept.outputs.cache-hit != 'true'
#         run: python ci/train.py
#       - if: steps.kept.outputs.cache-hit != 'true'
#         uses: actions/cache/save@v5
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}

# %% wrong: checks one of the two files | message: push to main: expected
# name: five stages
# on: [push, pull_request]
# env:
#   PYTHONPATH: src
# jobs:
#   source:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/check_data.py data/train.csv
#   test:
#     needs: source
#     runs-on: ubuntu-latest
#     strategy:
#       matrix:
#         origin: [EWR, JFK, LGA]
#     steps:
#       - uses: actions/checkout@v6
#       - run: python -m unittest discover -s tests
#         env:
#           ORIGIN: ${{ matrix.origin }}
#   train:
#     needs: test
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - id: inputs
#         run: echo "key=model-$(cat data/train.csv ci/train.py | sha256sum | cut -c 1-64)" >> "$GITHUB_OUTPUT"
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - if: steps.kept.outputs.cache-hit != 'true'
#         run: python ci/train.py
#       - if: steps.kept.outputs.cache-hit != 'true'
#         uses: actions/cache/save@v5
#         with:
#           path: model.json
#           key: ${{ steps.inputs.outputs.key }}
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: report
#           path: report.json
#   package:
#     needs: gate
#     if: github.event_name == 'push' && github.ref == 'refs/heads/main'
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - uses: actions/download-artifact@v7
#         with:
#           name: report
#       - run: python ci/package.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: release
#           path: dist/late.zip
#   deliver:
#     needs: package
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: release
#           path: dist
#       - run: |
#           python ci/deliver.py staging
#           python ci/deliver.py production
#         env:
#           DEPLOY_TOKEN: ${{ secrets.DEPLOY_TOKEN }}
