namespace BioZooCte.Interop.Tests;

/// <summary>What npm brings for tests/Interop/node.</summary>
internal static class Node
{
    /// <summary>The folder with its modules; inconclusive where they are not installed.</summary>
    public static string RequireFolder()
    {
        string folder = Sources.PathOf("node");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            Assert.Inconclusive($"{folder} has no node_modules: tests/Interop/install brings them.");
        }

        return folder;
    }

    /// <summary>The program buf.</summary>
    public static string RequireBuf() => Tool.Require(Path.Combine(RequireFolder(), "node_modules", ".bin", "buf"));
}
