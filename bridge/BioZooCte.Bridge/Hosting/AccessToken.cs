using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

using BioZooCte.Bridge.Files;
using BioZooCte.Bridge.Grpc;

namespace BioZooCte.Bridge.Hosting;

/// <summary>What clients show to be let in; kept in the state folder, so that a restart knows its clients.</summary>
internal sealed class AccessToken
{
    private const string Scheme = "Bearer ";
    private const string HealthPrefix = "/grpc.health.v1.Health/";
    private const int Bytes = 32;

    private readonly byte[] _expected;

    private AccessToken(string value)
    {
        Value = value;
        _expected = SHA256.HashData(Encoding.UTF8.GetBytes(value));
        Principal = $"token {Convert.ToHexStringLower(_expected)}";
    }

    /// <summary>The token.</summary>
    public string Value { get; }

    /// <summary>What its holder is called inside; does not give the token away.</summary>
    public string Principal { get; }

    /// <summary>The token of a state folder, made where there is none.</summary>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static AccessToken ReadOrMake(string stateFolder)
    {
        string path = Path.Combine(stateFolder, "token");
        if (File.Exists(path) && File.ReadAllText(path).Trim() is { Length: >= Bytes } known)
        {
            return new AccessToken(known);
        }

        string made = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        PrivateFile.Write(path, made + "\n");
        return new AccessToken(made);
    }

    /// <summary>Lets a call in that shows the token; questions about health need none.</summary>
    /// <exception cref="RpcException">It shows none, or another.</exception>
    public Task AuthorizeAsync(ServerCall call)
    {
        if (call.Method.StartsWith(HealthPrefix, StringComparison.Ordinal))
        {
            return Task.CompletedTask;
        }

        string? shown = call.RequestHeaders.Get("authorization");
        if (shown is null || !shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw new RpcException(
                StatusCode.Unauthenticated, "There is no token; expected the metadata 'authorization: Bearer TOKEN'.");
        }

        byte[] found = SHA256.HashData(Encoding.UTF8.GetBytes(shown[Scheme.Length..].Trim()));
        if (!CryptographicOperations.FixedTimeEquals(found, _expected))
        {
            throw new RpcException(StatusCode.Unauthenticated, "The token is not that of this server.");
        }

        call.Principal = Principal;
        return Task.CompletedTask;
    }
}
