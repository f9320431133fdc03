# raises: RuntimeError
pack_padded_sequence(x, lengths, batch_first=True)
