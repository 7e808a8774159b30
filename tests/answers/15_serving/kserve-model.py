# %% right: a dictionary of tensors
# from uuid import uuid4
#
# from kserve import InferOutput, InferResponse, Model, ModelServer
# from kserve.errors import InvalidInput
# from late import load_model
#
# TEXTS = ["carrier", "origin", "dest", "departure"]
# NAMES = [*TEXTS, "distance"]
#
#
# def kind(name):
#     return "BYTES" if name in TEXTS else "INT64"
#
#
# class Late(Model):
#     def load(self):
#         self.late = load_model()
#         self.ready = True
#         return True
#
#     def get_input_types(self):
#         return [dict(name=name, datatype=kind(name), shape=[-1]) for name in NAMES]
#
#     def get_output_types(self):
#         return [dict(name="late_probability", datatype="FP64", shape=[-1])]
#
#     def predict(self, payload, headers=None):
#         tensors = {tensor.name: tensor for tensor in payload.inputs}
#         for name in NAMES:
#             if name not in tensors:
#                 raise InvalidInput(f"missing: {name}")
#             tensor = tensors[name]
#             if tensor.datatype != kind(name):
#                 raise InvalidInput(f"{name} has the datatype {tensor.datatype}")
#             if len(tensor.shape) != 1 or tensor.shape[0] != len(tensor.data):
#                 raise InvalidInput(f"{name} has the shape {tensor.shape}")
#             if len(tensor.data) != len(tensors["carrier"].data):
#                 raise InvalidInput(f"{name} is not as long as carrier")
#         flights = [
#             {name: tensors[name].data[row] for name in NAMES} for row in range(len(tensors["carrier"].data))
#         ]
#         answer = self.late.predict(flights)
#         return InferResponse(
#             payload.id or uuid4().hex,
#             self.name,
#             [InferOutput("late_probability", [len(answer)], "FP64", answer)],
#             model_version=self.late.version,
#         )
#
#
# if __name__ == "__main__":
#     late = Late("late")
#     late.load()
#     ModelServer().start([late])

# %% right: checked in preprocess, asynchronous, computed in a thread
# import asyncio
# import itertools
# import os
#
# import kserve
# import late
# from kserve.errors import InvalidInput
#
# SPEC = [("carrier", "BYTES"), ("origin", "BYTES"), ("dest", "BYTES"), ("departure", "BYTES"), ("distance", "INT64")]
# OUTPUT = {"name": "late_probability", "datatype": "FP64"}
# numbers = itertools.count()
#
#
# class Server(kserve.Model):
#     def __init__(self):
#         super().__init__("late")
#         self.model = late.load_model()
#         self.ready = True
#
#     def get_input_types(self):
#         return [{"name": name, "datatype": datatype, "shape": [-1]} for name, datatype in SPEC]
#
#     def get_output_types(self):
#         return [{**OUTPUT, "shape": [-1]}]
#
#     async def preprocess(self, payload, headers=None):
#         def need(true, name, what):
#             if not true:
#                 raise InvalidInput(f"tensor {name}: {what}")
#
#         columns = []
#         for name, datatype in SPEC:
#             tensor = payload.get_input_by_name(name)
#             need(tensor is not None, name, "missing")
#             need(tensor.datatype == datatype, name, "datatype")
#             columns.append(tensor.data)
#             need(tensor.shape == [len(tensor.data)] == [len(columns[0])], name, "shape")
#         self_id = payload.id or f"{os.getpid()}-{next(numbers)}"
#         names = [name for name, _ in SPEC]
#         return {"id": self_id, "flights": [dict(zip(names, row)) for row in zip(*columns)]}
#
#     async def predict(self, payload, headers=None):
#         answer = await asyncio.to_thread(self.model.predict, payload["flights"])
#         output = kserve.InferOutput(data=answer, shape=[len(answer)], **OUTPUT)
#         return kserve.InferResponse(
#             response_id=payload["id"],
#             model_name="late",
#             model_version=self.model.version,
#             infer_outputs=[output],
#         )
#
#
# if __name__ == "__main__":
#     kserve.ModelServer().start([Server()])

# %% wrong: hands on the id that is not there | message: expected 200, got 500
# from uuid import uuid4
#
# from kserve import InferOutput, InferResponse, Model, ModelServer
# from kserve.errors import InvalidInput
# from late import load_model
#
# TEXTS = ["carrier", "origin", "dest", "departure"]
# NAMES = [*TEXTS, "distance"]
#
#
# def kind(name):
#     return "BYTES" if name in TEXTS else "INT64"
#
#
# class Late(Model):
#     def load(self):
#         self.late = load_model()
#         self.ready = True
#         return True
#
#     def get_input_types(self):
#         return [dict(name=name, datatype=kind(name), shape=[-1]) for name in NAMES]
#
#     def get_output_types(self):
#         return [dict(name="late_probability", datatype="FP64", shape=[-1])]
#
#     def predict(self, payload, headers=None):
#         tensors = {tensor.name: tensor for tensor in payload.inputs}
#         for name in NAMES:
#             if name not in tensors:
#                 raise InvalidInput(f"missing: {name}")
#             tensor = tensors[name]
#             if tensor.datatype != kind(name):
#                 raise InvalidInput(f"{name} has the datatype {tensor.datatype}")
#             if len(tensor.shape) != 1 or tensor.shape[0] != len(tensor.data):
#                 raise InvalidInput(f"{name} has the shape {tensor.shape}")
#             if len(tensor.data) != len(tensors["carrier"].data):
#                 raise InvalidInput(f"{name} is not as long as carrier")
#         flights = [
#             {name: tensors[name].data[row] for name in NAMES} for row in range(len(tensors["carrier"].data))
#         ]
#         answer = self.late.predict(flights)
#         return InferResponse(
#             payload.id,
#             self.name,
#             [InferOutput("late_probability", [len(answer)], "FP64", answer)],
#             model_version=self.late.version,
#         )
#
#
# if __name__ == "__main__":
#     late = Late("late")
#     late.load()
#     ModelServer().start([late])

# %% wrong: a missing tensor is a KeyError | message: expected 400
# from uuid import uuid4
#
# from kserve import InferOutput, InferResponse, Model, ModelServer
# from kserve.errors import InvalidInput
# from late import load_model
#
# TEXTS = ["carrier", "origin", "dest", "departure"]
# NAMES = [*TEXTS, "distance"]
#
#
# def kind(name):
#     return "BYTES" if name in TEXTS else "INT64"
#
#
# class Late(Model):
#     def load(self):
#         self.late = load_model()
#         self.ready = True
#         return True
#
#     def get_input_types(self):
#         return [dict(name=name, datatype=kind(name), shape=[-1]) for name in NAMES]
#
#     def get_output_types(self):
#         return [dict(name="late_probability", datatype="FP64", shape=[-1])]
#
#     def predict(self, payload, headers=None):
#         tensors = {tensor.name: tensor for tensor in payload.inputs}
#         for name in NAMES:
#             tensor = tensors[name]
#             if tensor.datatype != kind(name):
#                 raise InvalidInput(f"{name} has the datatype {tensor.datatype}")
#             if len(tensor.shape) != 1 or tensor.shape[0] != len(tensor.data):
#                 raise InvalidInput(f"{name} has the shape {tensor.shape}")
#             if len(tensor.data) != len(tensors["carrier"].data):
#                 raise InvalidInput(f"{name} is not as long as carrier")
#         flights = [
#             {name: tensors[name].data[row] for name in NAMES} for row in range(len(tensors["carrier"].data))
#         ]
#         answer = self.late.predict(flights)
#         return InferResponse(
#             payload.id or uuid4().hex,
#             self.name,
#             [InferOutput("late_probability", [len(answer)], "FP64", answer)],
#             model_version=self.late.version,
#         )
#
#
# if __name__ == "__main__":
#     late = Late("late")
#     late.load()
#     ModelServer().start([late])

# %% wrong: flight by flight | message: ONE call
# from uuid import uuid4
#
# from kserve import InferOutput, InferResponse, Model, ModelServer
# from kserve.errors import InvalidInput
# from late import load_model
#
# TEXTS = ["carrier", "origin", "dest", "departure"]
# NAMES = [*TEXTS, "distance"]
#
#
# def kind(name):
#     return "BYTES" if name in TEXTS else "INT64"
#
#
# class Late(Model):
#     def load(self):
#         self.late = load_model()
#         self.ready = True
#         return True
#
#     def get_input_types(self):
#         return [dict(name=name, datatype=kind(name), shape=[-1]) for name in NAMES]
#
#     def get_output_types(self):
#         return [dict(name="late_probability", datatype="FP64", shape=[-1])]
#
#     def predict(self, payload, headers=None):
#         tensors = {tensor.name: tensor for tensor in payload.inputs}
#         for name in NAMES:
#             if name not in tensors:
#                 raise InvalidInput(f"missing: {name}")
#             tensor = tensors[name]
#             if tensor.datatype != kind(name):
#                 raise InvalidInput(f"{name} has the datatype {tensor.datatype}")
#             if len(tensor.shape) != 1 or tensor.shape[0] != len(tensor.data):
#                 raise InvalidInput(f"{name} has the shape {tensor.shape}")
#             if len(tensor.data) != len(tensors["carrier"].data):
#                 raise InvalidInput(f"{name} is not as long as carrier")
#         flights = [
#             {name: tensors[name].data[row] for name in NAMES} for row in range(len(tensors["carrier"].data))
#         ]
#         answer = [self.late.predict([flight])[0] for flight in flights]
#         return InferResponse(
#             payload.id or uuid4().hex,
#             self.name,
#             [InferOutput("late_probability", [len(answer)], "FP64", answer)],
#             model_version=self.late.version,
#         )
#
#
# if __name__ == "__main__":
#     late = Late("late")
#     late.load()
#     ModelServer().start([late])

# %% wrong: no version in the answer | message: model_version
# from uuid import uuid4
#
# from kserve import InferOutput, InferResponse, Model, ModelServer
# from kserve.errors import InvalidInput
# from late import load_model
#
# TEXTS = ["carrier", "origin", "dest", "departure"]
# NAMES = [*TEXTS, "distance"]
#
#
# def kind(name):
#     return "BYTES" if name in TEXTS else "INT64"
#
#
# class Late(Model):
#     def load(self):
#         self.late = load_model()
#         self.ready = True
#         return True
#
#     def get_input_types(self):
#         return [dict(name=name, datatype=kind(name), shape=[-1]) for name in NAMES]
#
#     def get_output_types(self):
#         return [dict(name="late_probability", datatype="FP64", shape=[-1])]
#
#     def predict(self, payload, headers=None):
#         tensors = {tensor.name: tensor for tensor in payload.inputs}
#         for name in NAMES:
#             if name not in tensors:
#                 raise InvalidInput(f"missing: {name}")
#             tensor = tensors[name]
#             if tensor.datatype != kind(name):
#                 raise InvalidInput(f"{name} has the datatype {tensor.datatype}")
#             if len(tensor.shape) != 1 or tensor.shape[0] != len(tensor.data):
#                 raise InvalidInput(f"{name} has the shape {tensor.shape}")
#             if len(tensor.data) != len(tensors["carrier"].data):
#                 raise InvalidInput(f"{name} is not as long as carrier")
#         flights = [
#             {name: tensors[name].data[row] for name in NAMES} for row in range(len(tensors["carrier"].data))
#         ]
#         answer = self.late.predict(flights)
#         return InferResponse(
#             payload.id or uuid4().hex,
#             self.name,
#             [InferOutput("late_probability", [len(answer)], "FP64", answer)],
#         )
#
#
# if __name__ == "__main__":
#     late = Late("late")
#     late.load()
#     ModelServer().start([late])

# %% wrong: trusts the shape
# from uuid import uuid4
#
# from kserve import InferOutput, InferResponse, Model, ModelServer
# from kserve.errors import InvalidInput
# from late import load_model
#
# TEXTS = ["carrier", "origin", "dest", "departure"]
# NAMES = [*TEXTS, "distance"]
#
#
# def kind(name):
#     return "BYTES" if name in TEXTS else "INT64"
#
#
# class Late(Model):
#     def load(self):
#         self.late = load_model()
#         self.ready = True
#         return True
#
#     def get_input_types(self):
#         return [dict(name=name, datatype=kind(name), shape=[-1]) for name in NAMES]
#
#     def get_output_types(self):
#         return [dict(name="late_probability", datatype="FP64", shape=[-1])]
#
#     def predict(self, payload, headers=None):
#         tensors = {tensor.name: tensor for tensor in payload.inputs}
#         for name in NAMES:
#             if name not in tensors:
#                 raise InvalidInput(f"missing: {name}")
#             tensor = tensors[name]
#             if tensor.datatype != kind(name):
#                 raise InvalidInput(f"{name} has the datatype {tensor.datatype}")
#             if len(tensor.shape) != 1 or tensor.shape[0] < 0:
#                 raise InvalidInput(f"{name} has the shape {tensor.shape}")
#             if tensor.shape != tensors["carrier"].shape:
#                 raise InvalidInput(f"{name} is not as long as carrier")
#         flights = [dict(zip(NAMES, row)) for row in zip(*(tensors[name].data for name in NAMES))]
#         answer = self.late.predict(flights)
#         return InferResponse(
#             payload.id or uuid4().hex,
#             self.name,
#             [InferOutput("late_probability", [len(answer)], "FP64", answer)],
#             model_version=self.late.version,
#         )
#
#
# if __name__ == "__main__":
#     late = Late("late")
#     late.load()
#     ModelServer().start([late])

# %% wrong: tensors by their place
# from uuid import uuid4
#
# from kserve import InferOutput, InferResponse, Model, ModelServer
# from kserve.errors import InvalidInput
# from late import load_model
#
# TEXTS = ["carrier", "origin", "dest", "departure"]
# NAMES = [*TEXTS, "distance"]
#
#
# def kind(name):
#     return "BYTES" if name in TEXTS else "INT64"
#
#
# class Late(Model):
#     def load(self):
#         self.late = load_model()
#         self.ready = True
#         return True
#
#     def get_input_types(self):
#         return [dict(name=name, datatype=kind(name), shape=[-1]) for name in NAMES]
#
#     def get_output_types(self):
#         return [dict(name="late_probability", datatype="FP64", shape=[-1])]
#
#     def predict(self, payload, headers=None):
#         tensors = dict(zip(NAMES, payload.inputs))
#         for name in NAMES:
#             if name not in tensors:
#                 raise InvalidInput(f"missing: {name}")
#             tensor = tensors[name]
#             if tensor.datatype != kind(name):
#                 raise InvalidInput(f"{name} has the datatype {tensor.datatype}")
#             if len(tensor.shape) != 1 or tensor.shape[0] != len(tensor.data):
#                 raise InvalidInput(f"{name} has the shape {tensor.shape}")
#             if len(tensor.data) != len(tensors["carrier"].data):
#                 raise InvalidInput(f"{name} is not as long as carrier")
#         flights = [
#             {name: tensors[name].data[row] for name in NAMES} for row in range(len(tensors["carrier"].data))
#         ]
#         answer = self.late.predict(flights)
#         return InferResponse(
#             payload.id or uuid4().hex,
#             self.name,
#             [InferOutput("late_probability", [len(answer)], "FP64", answer)],
#             model_version=self.late.version,
#         )
#
#
# if __name__ == "__main__":
#     late = Late("late")
#     late.load()
#     ModelServer().start([late])

# %% wrong: no shape at all is an IndexError
# """The model behind the Open Inference Protocol."""
#
# import uuid
#
# import kserve
# from kserve import InferOutput, InferRequest, InferResponse
# from kserve.errors import InvalidInput
# from late import load_model
#
# TEXTS = ["carrier", "origin", "dest", "departure"]
# INPUTS = {**dict.fromkeys(TEXTS, "BYTES"), "distance": "INT64"}
#
#
# class Late(kserve.Model):
#     def load(self):
#         self.model = load_model()
#         self.ready = True
#
#     def get_input_types(self):
#         return [{"name": name, "datatype": datatype, "shape": [-1]} for name, datatype in INPUTS.items()]
#
#     def get_output_types(self):
#         return [{"name": "late_probability", "datatype": "FP64", "shape": [-1]}]
#
#     def predict(self, payload: InferRequest, headers=None):
#         columns = []
#         for name, datatype in INPUTS.items():
#             given = payload.get_input_by_name(name)
#             if given is None:
#                 raise InvalidInput(f"{name} is missing")
#             if given.datatype != datatype:
#                 raise InvalidInput(f"{name} must be {datatype}")
#             if len(given.shape) > 1:
#                 raise InvalidInput(f"{name} must have one dimension")
#             if len(given.data) != given.shape[0]:
#                 raise InvalidInput(f"{name} has not as many values as its shape says")
#             if columns and len(given.data) != len(columns[0]):
#                 raise InvalidInput(f"{name} has not as many values as carrier")
#             columns.append(given.data)
#         flights = [dict(zip(INPUTS, row)) for row in zip(*columns)]
#         chances = self.model.predict(flights)
#         output = InferOutput(name="late_probability", shape=[len(chances)], datatype="FP64", data=chances)
#         return InferResponse(
#             response_id=payload.id or uuid.uuid4().hex,
#             model_name=self.name,
#             model_version=self.model.version,
#             infer_outputs=[output],
#         )
#
#
# if __name__ == "__main__":
#     model = Late("late")
#     model.load()
#     kserve.ModelServer().start([model])

# %% wrong: any kind of integer will do
# """The model behind the Open Inference Protocol."""
#
# import uuid
#
# import kserve
# from kserve import InferOutput, InferRequest, InferResponse
# from kserve.errors import InvalidInput
# from late import load_model
#
# TEXTS = ["carrier", "origin", "dest", "departure"]
# INPUTS = {**dict.fromkeys(TEXTS, "BYTES"), "distance": "INT64"}
#
#
# class Late(kserve.Model):
#     def load(self):
#         self.model = load_model()
#         self.ready = True
#
#     def get_input_types(self):
#         return [{"name": name, "datatype": datatype, "shape": [-1]} for name, datatype in INPUTS.items()]
#
#     def get_output_types(self):
#         return [{"name": "late_probability", "datatype": "FP64", "shape": [-1]}]
#
#     def predict(self, payload: InferRequest, headers=None):
#         columns = []
#         for name, datatype in INPUTS.items():
#             given = payload.get_input_by_name(name)
#             if given is None:
#                 raise InvalidInput(f"{name} is missing")
#             if given.datatype[:3] != datatype[:3]:
#                 raise InvalidInput(f"{name} must be {datatype}")
#             if len(given.shape) != 1:
#                 raise InvalidInput(f"{name} must have one dimension")
#             if len(given.data) != given.shape[0]:
#                 raise InvalidInput(f"{name} has not as many values as its shape says")
#             if columns and len(given.data) != len(columns[0]):
#                 raise InvalidInput(f"{name} has not as many values as carrier")
#             columns.append(given.data)
#         flights = [dict(zip(INPUTS, row)) for row in zip(*columns)]
#         chances = self.model.predict(flights)
#         output = InferOutput(name="late_probability", shape=[len(chances)], datatype="FP64", data=chances)
#         return InferResponse(
#             response_id=payload.id or uuid.uuid4().hex,
#             model_name=self.name,
#             model_version=self.model.version,
#             infer_outputs=[output],
#         )
#
#
# if __name__ == "__main__":
#     model = Late("late")
#     model.load()
#     kserve.ModelServer().start([model])
