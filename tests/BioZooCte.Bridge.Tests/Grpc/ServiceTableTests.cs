using BioZooCte.Bridge.Grpc;

using Google.Protobuf.WellKnownTypes;

namespace BioZooCte.Bridge.Tests.Grpc;

[TestClass]
public sealed class ServiceTableTests
{
    [TestMethod]
    public void Handler_OfNoMethod_IsRefused() => Refused(
        "test.v1.Echo has no method 'Nothing'.",
        table => table.Unary<BytesValue, BytesValue>("Nothing", (request, _) => Task.FromResult(request)));

    [TestMethod]
    public void Handler_OfAnotherKind_IsRefused() => Refused(
        "test.v1.Echo.Duplex is Duplex; found a handler of Unary.",
        table => table.Unary<BytesValue, BytesValue>("Duplex", (request, _) => Task.FromResult(request)));

    [TestMethod]
    public void Handler_OfOtherMessages_IsRefused() => Refused(
        "test.v1.Echo.Unary is about google.protobuf.BytesValue; found a handler about google.protobuf.StringValue.",
        table => table.Unary<StringValue, BytesValue>("Unary", (_, _) => Task.FromResult(new BytesValue())));

    [TestMethod]
    public void Handler_Twice_IsRefused() => Refused(
        "test.v1.Echo.Unary has a handler.",
        table => table
            .Unary<BytesValue, BytesValue>("Unary", (request, _) => Task.FromResult(request))
            .Unary<BytesValue, BytesValue>("Unary", (request, _) => Task.FromResult(request)));

    [TestMethod]
    public async Task Tables_TwoOfOneService_AreRefused() => await Assert.ThrowsExactlyAsync<ArgumentException>(
        () => EchoServer.StartAsync(others: [new ServiceTable(EchoDescriptor.Service)]));

    private static void Refused(string message, Action<ServiceTable> add)
    {
        ServiceTable table = new(EchoDescriptor.Service);
        ArgumentException exception = Assert.ThrowsExactly<ArgumentException>(() => add(table));
        Assert.StartsWith(message, exception.Message);
    }
}
