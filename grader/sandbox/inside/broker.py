class Broker:
    pass
