using Google.Protobuf;
using Google.Protobuf.Reflection;

using Grpc.Reflection.V1;

using Alpha = Grpc.Reflection.V1Alpha;

namespace BioZooCte.Bridge.Grpc;

/// <summary>Shows the services and their proto files to tools (grpc.reflection.v1 and v1alpha, alike).</summary>
internal sealed class ReflectionService
{
    private const string ServiceName = "ServerReflection";
    private const string MethodName = "ServerReflectionInfo";
    private readonly string[] _services;
    private readonly DescriptorIndex _index;

    /// <summary>Shows services, and itself.</summary>
    public ReflectionService(IReadOnlyList<ServiceDescriptor> services)
    {
        ServiceDescriptor stable = ReflectionReflection.Descriptor.FindTypeByName<ServiceDescriptor>(ServiceName);
        ServiceDescriptor alpha =
            Alpha.ReflectionReflection.Descriptor.FindTypeByName<ServiceDescriptor>(ServiceName);
        ServiceDescriptor[] shown = [.. services, stable, alpha];
        _services = [.. shown.Select(s => s.FullName).Distinct().Order(StringComparer.Ordinal)];
        _index = new DescriptorIndex(shown.Select(s => s.File));
        Tables =
        [
            new ServiceTable(stable)
                .Duplex<ServerReflectionRequest, ServerReflectionResponse>(MethodName, AnswerAllAsync),
            new ServiceTable(alpha)
                .Duplex<Alpha.ServerReflectionRequest, Alpha.ServerReflectionResponse>(MethodName, AnswerAllAsync),
        ];
    }

    /// <summary>The handlers of both versions.</summary>
    public IReadOnlyList<ServiceTable> Tables { get; }

    private async Task AnswerAllAsync(
        IAsyncEnumerable<ServerReflectionRequest> requests,
        IResponseStream<ServerReflectionResponse> responses,
        ServerCall call)
    {
        await foreach (ServerReflectionRequest request in requests.ConfigureAwait(false))
        {
            await responses.WriteAsync(Answer(request), call.CancellationToken).ConfigureAwait(false);
        }
    }

    // The messages of both versions are the same on the wire.
    private async Task AnswerAllAsync(
        IAsyncEnumerable<Alpha.ServerReflectionRequest> requests,
        IResponseStream<Alpha.ServerReflectionResponse> responses,
        ServerCall call)
    {
        await foreach (Alpha.ServerReflectionRequest request in requests.ConfigureAwait(false))
        {
            ServerReflectionResponse answer = Answer(ServerReflectionRequest.Parser.ParseFrom(request.ToByteString()));
            await responses.WriteAsync(
                Alpha.ServerReflectionResponse.Parser.ParseFrom(answer.ToByteString()), call.CancellationToken)
                .ConfigureAwait(false);
        }
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        ServerReflectionResponse response = new() { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case ServerReflectionRequest.MessageRequestOneofCase.FileByFilename:
                SetFile(response, _index.File(request.FileByFilename), request.FileByFilename);
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol:
                SetFile(response, _index.FileOfSymbol(request.FileContainingSymbol), request.FileContainingSymbol);
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension:
                ExtensionRequest extension = request.FileContainingExtension;
                SetFile(
                    response,
                    _index.FileOfExtension(extension.ContainingType, extension.ExtensionNumber),
                    $"{extension.ContainingType}/{extension.ExtensionNumber}");
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType:
                SetNumbers(response, request.AllExtensionNumbersOfType);
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.ListServices:
                response.ListServicesResponse = new ListServiceResponse();
                response.ListServicesResponse.Service.AddRange(_services.Select(s => new ServiceResponse { Name = s }));
                break;
            default:
                response.ErrorResponse = Error(StatusCode.InvalidArgument, "The request asks for nothing.");
                break;
        }

        return response;
    }

    private void SetNumbers(ServerReflectionResponse response, string type)
    {
        if (_index.ExtensionNumbers(type) is not { } numbers)
        {
            response.ErrorResponse = NotFound(type);
            return;
        }

        response.AllExtensionNumbersResponse = new ExtensionNumberResponse { BaseTypeName = type };
        response.AllExtensionNumbersResponse.ExtensionNumber.AddRange(numbers);
    }

    private static void SetFile(ServerReflectionResponse response, FileDescriptor? file, string asked)
    {
        if (file is null)
        {
            response.ErrorResponse = NotFound(asked);
            return;
        }

        List<FileDescriptor> files = [file];
        for (int i = 0; i < files.Count; i++)
        {
            files.AddRange(files[i].Dependencies.Where(d => !files.Contains(d)).Distinct());
        }

        response.FileDescriptorResponse = new FileDescriptorResponse();
        response.FileDescriptorResponse.FileDescriptorProto.AddRange(files.Select(f => f.SerializedData));
    }

    private static ErrorResponse NotFound(string name) => Error(StatusCode.NotFound, $"There is no '{name}'.");

    private static ErrorResponse Error(StatusCode code, string message) =>
        new() { ErrorCode = (int)code, ErrorMessage = message };
}
