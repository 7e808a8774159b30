# %% right: functional model, one wide layer, scaling by fixed numbers
def fit_network(X, y, seed, epochs=20):
    X = np.asarray(X, dtype=float)
    y = np.asarray(y).astype(float).reshape(-1)
    if X.shape[0] != y.shape[0] or set(np.unique(y)) - {0.0, 1.0}:
        raise ValueError("labels")
    keras.utils.set_random_seed(seed)
    spread = np.where(X.std(axis=0) > 0, X.std(axis=0), 1.0)
    rows = keras.Input(shape=(X.shape[1],))
    scaled = keras.layers.Rescaling(scale=(1 / spread).tolist(), offset=(-X.mean(axis=0) / spread).tolist())(rows)
    hidden = keras.layers.Dense(64, activation="relu")(scaled)
    model = keras.Model(rows, keras.layers.Dense(1, activation="sigmoid")(hidden))
    model.compile(keras.optimizers.Adam(0.003), keras.losses.BinaryCrossentropy())
    model.fit(X, y, batch_size=32, epochs=epochs, verbose=0)
    return model


# %% right: ELU, a logit with its own sigmoid layer, and the names of the parts
def fit_network(X, y, seed, epochs=20):
    X, y = np.array(X, dtype="float32"), np.array(y)
    if len(X) != len(y):
        raise ValueError("length")
    if not all(int(v) in (0, 1) and v == int(v) for v in y):
        raise ValueError("labels")
    keras.utils.set_random_seed(int(seed))
    scale = keras.layers.Normalization(axis=-1)
    scale.adapt(X)
    model = keras.Sequential(name="late")
    model.add(keras.Input(shape=X.shape[1:]))
    model.add(scale)
    model.add(keras.layers.Dense(48, activation="elu"))
    model.add(keras.layers.Dense(24, activation="relu"))
    model.add(keras.layers.Dense(1))
    model.add(keras.layers.Activation("sigmoid"))
    model.compile(optimizer="nadam", loss=keras.losses.BinaryCrossentropy(from_logits=False), metrics=["AUC"])
    model.fit(X, y.astype("float32")[:, None], epochs=epochs, batch_size=64, shuffle=True, verbose=0)
    return model


# %% wrong: feeds raw units | message: raw units
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [keras.Input((X.shape[1],)), keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(X, y, epochs=epochs, batch_size=64, verbose=0)
    return model


# %% wrong: scales in the notebook, so the model itself expects scaled rows | message: raw units
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [keras.Input((X.shape[1],)), keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit((X - X.mean(axis=0)) / X.std(axis=0), y, epochs=epochs, batch_size=64, verbose=0)
    return model


# %% wrong: hidden layers without a bend are one straight line | message: no hidden layer has a bend
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    keras.utils.set_random_seed(seed)
    scale = keras.layers.Normalization()
    scale.adapt(X)
    model = keras.Sequential(
        [keras.Input((X.shape[1],)), scale, keras.layers.Dense(32), keras.layers.Dense(16), keras.layers.Dense(1, activation="sigmoid")]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(X, y, epochs=epochs, batch_size=64, verbose=0)
    return model


# %% wrong: softmax over one unit | message: over one unit always 1
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    keras.utils.set_random_seed(seed)
    scale = keras.layers.Normalization()
    scale.adapt(X)
    model = keras.Sequential([keras.Input((X.shape[1],)), scale, keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="softmax")])
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(X, y, epochs=epochs, batch_size=64, verbose=0)
    return model


# %% wrong: the output is a logit, not a probability | message: expected probabilities from 0 to 1
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    keras.utils.set_random_seed(seed)
    scale = keras.layers.Normalization()
    scale.adapt(X)
    model = keras.Sequential([keras.Input((X.shape[1],)), scale, keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss=keras.losses.BinaryCrossentropy(from_logits=True))
    model.fit(X, y, epochs=epochs, batch_size=64, verbose=0)
    return model


# %% wrong: two outputs, one for each class | message: one output per row
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    keras.utils.set_random_seed(seed)
    scale = keras.layers.Normalization()
    scale.adapt(X)
    model = keras.Sequential(
        [keras.Input((X.shape[1],)), scale, keras.layers.Dense(32, activation="relu"), keras.layers.Dense(2, activation="softmax")]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(X, y, epochs=epochs, batch_size=64, verbose=0)
    return model


# %% wrong: the absolute error as the loss drives rare events to never | message: the binary cross-entropy as its loss
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    keras.utils.set_random_seed(seed)
    scale = keras.layers.Normalization()
    scale.adapt(X)
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            scale,
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="mae")
    model.fit(X, y, epochs=epochs, batch_size=64, verbose=0)
    return model


# %% wrong: stops after one pass, whatever is asked | message: expected a ROC AUC above 0.9
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    keras.utils.set_random_seed(seed)
    scale = keras.layers.Normalization()
    scale.adapt(X)
    model = keras.Sequential(
        [keras.Input((X.shape[1],)), scale, keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(X, y, batch_size=64, verbose=0)
    return model


# %% wrong: balances the classes, so every probability is too high
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    keras.utils.set_random_seed(seed)
    scale = keras.layers.Normalization()
    scale.adapt(X)
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            scale,
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy")
    share = y.mean()
    model.fit(X, y, epochs=epochs, batch_size=64, verbose=0, class_weight={0: 0.5 / (1 - share), 1: 0.5 / share})
    return model


# %% wrong: sets no seed
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    scale = keras.layers.Normalization()
    scale.adapt(X)
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            scale,
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(X, y, epochs=epochs, batch_size=64, verbose=0)
    return model


# %% wrong: trains on any labels
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y):
        raise ValueError
    keras.utils.set_random_seed(seed)
    scale = keras.layers.Normalization()
    scale.adapt(X)
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            scale,
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(X, y, epochs=epochs, batch_size=64, verbose=0)
    return model


# %% wrong: twenty epochs, whatever is asked
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    keras.utils.set_random_seed(seed)
    scale = keras.layers.Normalization()
    scale.adapt(X)
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            scale,
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(X, y, epochs=20, batch_size=64, verbose=0)
    return model


# %% wrong: stops when the loss no longer falls
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    keras.utils.set_random_seed(seed)
    scale = keras.layers.Normalization()
    scale.adapt(X)
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            scale,
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.02), loss="binary_crossentropy")
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=1, min_delta=0.01)
    model.fit(X, y, epochs=epochs, batch_size=64, verbose=0, callbacks=[stop])
    return model


# %% wrong: sets the seed when the weights are drawn already
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    scale = keras.layers.Normalization()
    scale.adapt(X)
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            scale,
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy")
    keras.utils.set_random_seed(seed)
    model.fit(X, y, epochs=epochs, batch_size=64, verbose=0)
    return model


# %% wrong: shows the progress of the training | message: train with verbose=0
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    keras.utils.set_random_seed(seed)
    scale = keras.layers.Normalization()
    scale.adapt(X)
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            scale,
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(X, y, epochs=epochs, batch_size=64)
    return model


# %% wrong: scales in a Python function, which the saved file does not hold
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    keras.utils.set_random_seed(seed)
    mean, spread = X.mean(axis=0), X.std(axis=0)
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            keras.layers.Lambda(lambda rows: (rows - mean) / spread),
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(X, y, epochs=epochs, batch_size=64, verbose=0)
    return model


# %% wrong: minimises the squared error | message: the binary cross-entropy as its loss
def fit_network(X, y, seed, epochs=20):
    X, y = np.asarray(X, dtype="float32"), np.asarray(y, dtype="float32")
    if len(X) != len(y) or not np.isin(y, (0, 1)).all():
        raise ValueError
    keras.utils.set_random_seed(seed)
    scale = keras.layers.Normalization()
    scale.adapt(X)
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            scale,
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="mse")
    model.fit(X, y, epochs=epochs, batch_size=64, verbose=0)
    return model
