# %% right: pipefail by hand, and gates as steps of one script
# name: train and deliver
# on: push
# env:
#   PYTHONPATH: src
# jobs:
#   train:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
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
#       - run: |
#           set -o pipefail
#           python ci/gate.py 2>&1 | tee gate.log
#           python ci/slices.py
#       - uses: actions/upload-artifact@v6
#         if: always()
#         with:
#           name: gate-log
#           path: gate.log
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

# %% right: a file instead of a pipe, the log uploaded whatever happened
# name: train and deliver
# on: push
# env:
#   PYTHONPATH: src
# jobs:
#   train:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
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
#       - id: gate
#         run: |
#           status=0
#           python ci/gate.py > gate.log 2>&1 || status=$?
#           cat gate.log
#           exit "$status"
#       - run: python ci/slices.py
#       - uses: actions/upload-artifact@v6
#         if: success() || failure()
#         with:
#           name: gate-log
#           path: gate.log
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

# %% wrong: the status is still lost in the pipe | message: what lets a red gate through?
# name: train and deliver
# on: push
# env:
#   PYTHONPATH: src
# jobs:
#   train:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
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
#       - run: python ci/gate.py | tee gate.log
#       - run: python ci/slices.py
#       - uses: actions/upload-artifact@v6
#         if: always()
#         with:
#           name: gate-log
#           path: gate.log
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

# %% wrong: the gate may still fail without harm | message: may fail without harm
# name: train and deliver
# on: push
# env:
#   PYTHONPATH: src
# jobs:
#   train:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: model
#           path: model.json
#   gate:
#     needs: train
#     continue-on-error: true
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/download-artifact@v7
#         with:
#           name: model
#       - run: python ci/gate.py | tee gate.log
#         shell: bash
#       - run: python ci/slices.py
#       - uses: actions/upload-artifact@v6
#         if: always()
#         with:
#           name: gate-log
#           path: gate.log
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

# %% wrong: the missing gate is still missing | message: this gate was missing
# name: train and deliver
# on: push
# env:
#   PYTHONPATH: src
# jobs:
#   train:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
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
#       - run: python ci/gate.py | tee gate.log
#         shell: bash
#       - uses: actions/upload-artifact@v6
#         if: always()
#         with:
#           name: gate-log
#           path: gate.log
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

# %% wrong: the release is trained anew | message: expected one training
# name: train and deliver
# on: push
# env:
#   PYTHONPATH: src
# jobs:
#   train:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
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
#       - run: python ci/gate.py | tee gate.log
#         shell: bash
#       - run: python ci/slices.py
#       - uses: actions/upload-artifact@v6
#         if: always()
#         with:
#           name: gate-log
#           path: gate.log
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
#           name: report
#       - run: python ci/train.py
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

# %% wrong: the log of a failed gate is lost | message: expected the artifact gate-log
# name: train and deliver
# on: push
# env:
#   PYTHONPATH: src
# jobs:
#   train:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
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
#       - run: python ci/gate.py | tee gate.log
#         shell: bash
#       - run: python ci/slices.py
#       - uses: actions/upload-artifact@v6
#         with:
#           name: gate-log
#           path: gate.log
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

# %% wrong: delivers whatever happened before | message: a model that gate.py refuses
# name: train and deliver
# on: push
# env:
#   PYTHONPATH: src
# jobs:
#   train:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
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
#       - run: python ci/gate.py | tee gate.log
#         shell: bash
#       - run: python ci/slices.py
#       - uses: actions/upload-artifact@v6
#         if: always()
#         with:
#           name: gate-log
#           path: gate.log
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
#     if: always()
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

# %% wrong: reads the log instead of the status, and misses a gate that breaks down
# name: train and deliver
# on: push
# env:
#   PYTHONPATH: src
# jobs:
#   train:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
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
#       - run: |
#           python ci/gate.py 2>&1 | tee gate.log
#           if grep -q "no better" gate.log; then exit 1; fi
#       - run: python ci/slices.py
#       - uses: actions/upload-artifact@v6
#         if: always()
#         with:
#           name: gate-log
#           path: gate.log
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

# %% wrong: the slices are looked at and not heeded
# name: train and deliver
# on: push
# env:
#   PYTHONPATH: src
# jobs:
#   train:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
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
#       - run: python ci/gate.py | tee gate.log
#         shell: bash
#       - run: python ci/slices.py || true
#       - uses: actions/upload-artifact@v6
#         if: always()
#         with:
#           name: gate-log
#           path: gate.log
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

# %% wrong: still takes the model of an earlier run from the cache
# name: train and deliver
# on: push
# env:
#   PYTHONPATH: src
# jobs:
#   train:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/cache/restore@v5
#         id: kept
#         with:
#           path: model.json
#           key: model
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with:
#           path: model.json
#           key: model
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
#       - run: python ci/gate.py | tee gate.log
#         shell: bash
#       - run: python ci/slices.py
#       - uses: actions/upload-artifact@v6
#         if: always()
#         with:
#           name: gate-log
#           path: gate.log
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

# %% wrong: keeps the cache, with the commit as its key
# name: train and deliver
# on: push
# env:
#   PYTHONPATH: src
# jobs:
#   train:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - uses: actions/cache/restore@v5
#         id: kept
#         with: {path: model.json, key: "model-${{ github.sha }}"}
#       - run: python ci/train.py
#         if: steps.kept.outputs.cache-hit != 'true'
#       - uses: actions/cache/save@v5
#         if: steps.kept.outputs.cache-hit != 'true'
#         with: {path: model.json, key: "model-${{ github.sha }}"}
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
#       - run: python ci/gate.py | tee gate.log
#         shell: bash
#       - uses: actions/upload-artifact@v6
#         if: always()
#         with:
#           name: gate-log
#           path: gate.log
#       - run: python ci/slices.py
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
#     needs: [gate, package]
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

# %% wrong: delivers when packaging has failed
# name: train and deliver
# on: push
# env:
#   PYTHONPATH: src
# jobs:
#   train:
#     runs-on: ubuntu-latest
#     steps:
#       - uses: actions/checkout@v6
#       - run: python ci/train.py
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
#       - run: python ci/gate.py | tee gate.log
#         shell: bash
#       - uses: actions/upload-artifact@v6
#         if: always()
#         with:
#           name: gate-log
#           path: gate.log
#       - run: python ci/slices.py
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
#     needs: [gate, package]
#     if: always() && needs.gate.result == 'success'
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
