# raises: AttributeError
model.reset_states()   # Keras 2
