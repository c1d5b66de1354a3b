using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace BioZooCte.Bridge.Tests.Grpc;

/// <summary>A service of one method of each kind, on bytes: <c>test.v1.Echo</c>.</summary>
internal static class EchoDescriptor
{
    public const string Unary = "/test.v1.Echo/Unary";
    public const string ServerStreaming = "/test.v1.Echo/ServerStreaming";
    public const string ClientStreaming = "/test.v1.Echo/ClientStreaming";
    public const string Duplex = "/test.v1.Echo/Duplex";

    public static ServiceDescriptor Service { get; } = Build().Services[0];

    private static FileDescriptor Build()
    {
        FileDescriptorProto file = new()
        {
            Name = "test/v1/echo.proto",
            Package = "test.v1",
            Syntax = "proto3",
            Dependency = { WrappersReflection.Descriptor.Name },
            Service =
            {
                new ServiceDescriptorProto
                {
                    Name = "Echo",
                    Method =
                    {
                        Method(nameof(Unary), false, false),
                        Method(nameof(ServerStreaming), false, true),
                        Method(nameof(ClientStreaming), true, false),
                        Method(nameof(Duplex), true, true),
                        Method("NotHandled", false, false),
                    },
                },
            },
        };
        return FileDescriptor.BuildFromByteStrings(
            [WrappersReflection.Descriptor.SerializedData, file.ToByteString()])[^1];
    }

    private static MethodDescriptorProto Method(string name, bool clientStreaming, bool serverStreaming) => new()
    {
        Name = name,
        InputType = ".google.protobuf.BytesValue",
        OutputType = ".google.protobuf.BytesValue",
        ClientStreaming = clientStreaming,
        ServerStreaming = serverStreaming,
    };
}
