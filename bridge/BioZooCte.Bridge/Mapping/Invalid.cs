using System.Diagnostics.CodeAnalysis;

using BioZooCte.Bridge.Grpc;

using Google.Rpc;

namespace BioZooCte.Bridge.Mapping;

/// <summary>What a client is told of a field that is wrong: INVALID_ARGUMENT, with the field as a detail.</summary>
internal static class Invalid
{
    /// <summary>Throws where something holds.</summary>
    /// <param name="isWrong">Whether the field is wrong.</param>
    /// <param name="field">The field's path in the request.</param>
    /// <param name="problem">What was found and what was expected, without the field's name.</param>
    /// <exception cref="RpcException">It holds.</exception>
    public static void If([DoesNotReturnIf(true)] bool isWrong, string field, string problem)
    {
        if (isWrong)
        {
            throw At(field, problem);
        }
    }

    /// <summary>The error.</summary>
    public static RpcException At(string field, string problem) => new(
        StatusCode.InvalidArgument,
        $"{field} {problem}.",
        new BadRequest
        {
            FieldViolations = { new BadRequest.Types.FieldViolation { Field = field, Description = $"{problem}." } },
        });
}
