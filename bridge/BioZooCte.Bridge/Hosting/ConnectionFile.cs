using System.Text.Json;
using System.Text.Json.Nodes;

using BioZooCte.Bridge.Files;

namespace BioZooCte.Bridge.Hosting;

/// <summary>The file by which plugins find the bridge; its text is proto/CONNECTION.md.</summary>
/// <param name="path">Where it is.</param>
internal sealed class ConnectionFile(string path)
{
    private string? _written;

    /// <summary>Where it is by the rules, from the environment.</summary>
    public static string DefaultPath =>
        Environment.GetEnvironmentVariable("BIOZOOCTE_CONNECTION") is { Length: > 0 } named
            ? named
            : Path.Combine(UserFolder.Runtime, "connection.json");

    /// <summary>Writes the file: all of it, for its owner alone.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string address, int port, string token, bool hasTls)
    {
        JsonObject content = new()
        {
            ["address"] = address,
            ["port"] = port,
            ["token"] = token,
            ["pid"] = Environment.ProcessId,
            ["api"] = "v1",
            ["version"] = EstimationDescription.LibraryVersion.Split('+')[0],
        };
        if (hasTls)
        {
            content["tls"] = true;
        }

        string text = content.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
        PrivateFile.Write(path, text);
        _written = text;
    }

    /// <summary>Removes the file, if it is still the one that was written.</summary>
    public void Remove()
    {
        try
        {
            if (_written is not null && File.Exists(path) && File.ReadAllText(path) == _written)
            {
                File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A reader ignores it: no process has its pid.
        }
    }
}
