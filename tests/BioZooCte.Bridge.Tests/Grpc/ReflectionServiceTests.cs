using BioZooCte.Bridge.Grpc;

using Google.Protobuf;
using Google.Protobuf.Reflection;

using Grpc.Reflection.V1;

namespace BioZooCte.Bridge.Tests.Grpc;

[TestClass]
public sealed class ReflectionServiceTests
{
    private static readonly string[] Versions = ["v1", "v1alpha"];

    [TestMethod]
    public async Task ListServices_InBothVersions_NamesAll()
    {
        foreach (string version in Versions)
        {
            ServerReflectionResponse response = await AskAsync(
                version, new ServerReflectionRequest { Host = "h", ListServices = "*" });
            CollectionAssert.AreEqual(
                new[]
                {
                    "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection", "test.v1.Echo",
                },
                response.ListServicesResponse.Service.Select(s => s.Name).ToArray());
            Assert.AreEqual("h", response.ValidHost);
            Assert.AreEqual("*", response.OriginalRequest.ListServices);
        }
    }

    [TestMethod]
    [DataRow("test.v1.Echo", "test/v1/echo.proto")]
    [DataRow("test.v1.Echo.Unary", "test/v1/echo.proto")]
    [DataRow(".google.protobuf.BytesValue", "google/protobuf/wrappers.proto")]
    [DataRow("google.protobuf.BytesValue.value", "google/protobuf/wrappers.proto")]
    [DataRow("grpc.reflection.v1.ServerReflectionRequest.message_request", "grpc/reflection/v1/reflection.proto")]
    public async Task FileContainingSymbol_Known_GivesItsFileAndWhatThatImports(string symbol, string file)
    {
        foreach (string version in Versions)
        {
            ServerReflectionResponse response = await AskAsync(
                version, new ServerReflectionRequest { FileContainingSymbol = symbol });
            FileDescriptorProto[] files =
                [.. response.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom)];
            Assert.AreEqual(file, files[0].Name);
            CollectionAssert.IsSubsetOf(
                files.SelectMany(f => f.Dependency).ToArray(), files.Select(f => f.Name).ToArray());
        }
    }

    [TestMethod]
    public async Task FileByFilename_Known_GivesIt()
    {
        ServerReflectionResponse response = await AskAsync(
            "v1", new ServerReflectionRequest { FileByFilename = "test/v1/echo.proto" });
        Assert.HasCount(2, response.FileDescriptorResponse.FileDescriptorProto);
    }

    [TestMethod]
    public async Task AnythingUnknown_IsAnErrorInTheAnswerAndTheStreamGoesOn()
    {
        ServerReflectionRequest[] unknown =
        [
            new() { FileByFilename = "no.proto" },
            new() { FileContainingSymbol = "test.v1.No" },
            new() { FileContainingExtension = new ExtensionRequest { ContainingType = "x", ExtensionNumber = 1 } },
            new() { AllExtensionNumbersOfType = "x" },
        ];
        foreach (string version in Versions)
        {
            ServerReflectionResponse[] responses = await AskAsync(version, unknown);
            Assert.IsTrue(responses.All(r => r.ErrorResponse.ErrorCode == 5));
            ServerReflectionResponse nothing = await AskAsync(version, new ServerReflectionRequest());
            Assert.AreEqual(3, nothing.ErrorResponse.ErrorCode);
        }
    }

    [TestMethod]
    public async Task Extensions_OfAMessageWithoutAny_AreNone()
    {
        ServerReflectionResponse response = await AskAsync(
            "v1", new ServerReflectionRequest { AllExtensionNumbersOfType = "google.protobuf.BytesValue" });
        Assert.AreEqual("google.protobuf.BytesValue", response.AllExtensionNumbersResponse.BaseTypeName);
        Assert.IsEmpty(response.AllExtensionNumbersResponse.ExtensionNumber);
    }

    private static async Task<ServerReflectionResponse> AskAsync(string version, ServerReflectionRequest request) =>
        (await AskAsync(version, [request])).Single();

    private static async Task<ServerReflectionResponse[]> AskAsync(string version, ServerReflectionRequest[] requests)
    {
        ReflectionService reflection = new([EchoDescriptor.Service]);
        await using EchoServer server = await EchoServer.StartAsync(others: reflection.Tables);
        RawAnswer answer = await server.Client.CallAsync(
            $"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo",
            [.. requests.SelectMany(r => Frame.Raw(0, r.ToByteArray()))]);
        Assert.AreEqual(StatusCode.Ok, answer.Status, answer.Message);
        Assert.HasCount(requests.Length, answer.Messages);
        return [.. answer.Messages.Select(m => ServerReflectionResponse.Parser.ParseFrom(m.Payload))];
    }
}
