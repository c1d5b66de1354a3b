"""The test messages in their bytes: three fields of protobuf need no library."""


def varint(number):
    encoded = bytearray()
    while number > 127:
        encoded.append(number & 127 | 128)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)


def field(number, content):
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    return varint(number << 3 | 2) + varint(len(content)) + content


def _truth(value):
    return field(1, int(value))


def payload(size):
    return field(2, bytes(size))


def simple(request_size=0, response_size=0, compressed=None, status=None):
    """A SimpleRequest; status is a pair of code and text."""
    message = field(2, response_size) + field(3, payload(request_size))
    if compressed is not None:
        message += field(6, _truth(compressed))
    if status is not None:
        message += field(7, field(1, status[0]) + field(2, status[1].encode()))
    return message


def input_request(size):
    """A StreamingInputCallRequest."""
    return field(1, payload(size))


def output_request(*sizes, interval_us=0, compressed=None):
    """A StreamingOutputCallRequest."""
    message = b""
    for place, size in enumerate(sizes):
        parameters = field(1, size) + field(2, interval_us)
        if compressed is not None:
            parameters += field(3, _truth(compressed[place]))
        message += field(2, parameters)
    return message
