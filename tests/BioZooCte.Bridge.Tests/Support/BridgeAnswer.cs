using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Tests.Grpc;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace BioZooCte.Bridge.Tests.Support;

/// <summary>What came back of a call.</summary>
internal sealed record BridgeAnswer<T>(StatusCode Code, string Message, IReadOnlyList<T> Messages, IReadOnlyList<Any> Details)
    where T : IMessage<T>, new()
{
    /// <summary>The only message of a call that was answered.</summary>
    public T Only
    {
        get
        {
            Assert.AreEqual(StatusCode.Ok, Code, Message);
            return Messages.Single();
        }
    }

    public static BridgeAnswer<T> Of(RawAnswer answer)
    {
        MessageParser<T> parser = new(() => new T());
        string? details = answer.Trailer("grpc-status-details-bin");
        return new BridgeAnswer<T>(
            answer.Status,
            answer.Message,
            [.. answer.Messages.Select(message => parser.ParseFrom(message.Payload))],
            details is null ? [] : Google.Rpc.Status.Parser.ParseFrom(FromBase64(details)).Details);
    }

    /// <summary>All messages of a call that was answered.</summary>
    public IReadOnlyList<T> All()
    {
        Assert.AreEqual(StatusCode.Ok, Code, Message);
        return Messages;
    }

    /// <summary>The detail of a type.</summary>
    public TDetail Detail<TDetail>()
        where TDetail : IMessage, new()
    {
        Any packed = Details.Single(detail => Any.GetTypeName(detail.TypeUrl) == new TDetail().Descriptor.FullName);
        TDetail detail = new();
        detail.MergeFrom(packed.Value);
        return detail;
    }

    private static byte[] FromBase64(string text) => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
}
