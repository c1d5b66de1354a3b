using BioZooCte.Packages.Zoo;

namespace BioZooCte.Cli.Zoo;

/// <summary>The Zoo by the library, as the environment says where it is.</summary>
internal static class LibraryZoo
{
    /// <summary>A client, which the caller disposes.</summary>
    /// <param name="allowedHosts">Hosts that are allowed beside those of the environment.</param>
    /// <exception cref="InvalidUsageException">A host or an environment variable is none.</exception>
    public static ZooClient Open(IReadOnlyList<string> allowedHosts)
    {
        try
        {
            ZooOptions options = ZooOptions.FromEnvironment();
            return new ZooClient(options with { AllowedHosts = [.. options.AllowedHosts, .. allowedHosts] });
        }
        catch (FormatException exception)
        {
            throw new InvalidUsageException(exception.Message);
        }
        catch (ArgumentException exception) when (allowedHosts.Count > 0)
        {
            string wanted = string.Join(", ", allowedHosts);
            throw new InvalidUsageException($"--allow-host {wanted}: {exception.Message.Split(" (Parameter", 2)[0]}");
        }
    }
}
