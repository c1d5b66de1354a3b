using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace BioZooCte.Bridge.Grpc;

/// <summary>
/// Parses messages as Google.Protobuf does, except that a large <c>bytes</c> field at the end is not copied: the message
/// lends the array's own bytes. A new array for each of many large messages costs more than all else of them.
/// </summary>
internal static class LendingParser
{
    // From here on Google.Protobuf's copy lies on the heap of large objects.
    private const int LeastLent = 85_000;

    /// <summary>Parses a message.</summary>
    /// <param name="parser">What parses all but the large field.</param>
    /// <param name="bytes">The message lives no longer than this is as it was.</param>
    /// <param name="length">The message's bytes, from the first.</param>
    /// <exception cref="InvalidProtocolBufferException">They are no such message.</exception>
    public static T Parse<T>(MessageParser<T> parser, byte[] bytes, int length)
        where T : class, IMessage<T>
    {
        if (length < LeastLent)
        {
            return parser.ParseFrom(bytes, 0, length);
        }

        T message = parser.ParseFrom(ReadOnlySpan<byte>.Empty);
        Merge(message, bytes, 0, length);
        return message;
    }

    // What comes last counts, so the last field may be set after all others were read.
    private static void Merge(IMessage message, byte[] bytes, int start, int end)
    {
        (int before, int number, int content) = LastField(bytes, start, end);
        FieldDescriptor? field = end - content >= LeastLent ? message.Descriptor.FindFieldByNumber(number) : null;
        if (field is { FieldType: FieldType.Bytes, IsRepeated: false })
        {
            message.MergeFrom(bytes.AsSpan(start, before - start));
            field.Accessor.SetValue(message, UnsafeByteOperations.UnsafeWrap(bytes.AsMemory(content, end - content)));
        }
        else if (field is { FieldType: FieldType.Message, IsRepeated: false } && !IsWrapper(field.MessageType))
        {
            message.MergeFrom(bytes.AsSpan(start, before - start));
            IMessage inner = (IMessage?)field.Accessor.GetValue(message)
                ?? field.MessageType.Parser.ParseFrom(ReadOnlySpan<byte>.Empty);
            Merge(inner, bytes, content, end);
            field.Accessor.SetValue(message, inner);
        }
        else
        {
            message.MergeFrom(bytes.AsSpan(start, end - start));
        }
    }

    /// <summary>Where the last field begins, its number, and where its content begins: the end where that has no length.</summary>
    private static (int Start, int Number, int Content) LastField(byte[] bytes, int start, int end)
    {
        CodedInputStream input = new(bytes, start, end - start);
        (int Start, uint Tag, int Value) last = (start, 0, end);
        for (int at = start; input.ReadTag() is uint tag and not 0; at = (int)input.Position)
        {
            last = (at, tag, (int)input.Position);
            input.SkipLastField();
        }

        if (WireFormat.GetTagWireType(last.Tag) != WireFormat.WireType.LengthDelimited)
        {
            return (last.Start, WireFormat.GetTagFieldNumber(last.Tag), end);
        }

        CodedInputStream value = new(bytes, last.Value, end - last.Value);
        value.ReadLength();
        return (last.Start, WireFormat.GetTagFieldNumber(last.Tag), (int)value.Position);
    }

    // A field of such a type is set to what it wraps.
    private static bool IsWrapper(MessageDescriptor type) => type.File.Name == "google/protobuf/wrappers.proto";
}
