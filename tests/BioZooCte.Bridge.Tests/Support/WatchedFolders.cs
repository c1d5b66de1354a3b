using BioZooCte.Bridge.Hosting;

namespace BioZooCte.Bridge.Tests.Support;

/// <summary>A folder of models and one of images, which things enter and leave whole, and the bridge's state.</summary>
internal sealed class WatchedFolders : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watched");

    public WatchedFolders()
    {
        Models = _folder.CreateSubdirectory("models").FullName;
        Images = _folder.CreateSubdirectory("images").FullName;
    }

    public string Models { get; }

    public string Images { get; }

    public string State => Path.Combine(_folder.FullName, "state");

    /// <summary>A bridge of these folders.</summary>
    public BridgeOptions In(BridgeOptions options) => options with
    {
        ModelRoots = [Models],
        ImageRoots = [Images],
        StateFolder = State,
        Concurrent = 1,
    };

    /// <summary>Puts a model of the repository there.</summary>
    public WatchedFolders AddModel(string name)
    {
        string hidden = Directory.CreateDirectory(Path.Combine(Models, $".{name}")).FullName;
        foreach (string file in Directory.GetFiles(Path.Combine(RunningBridge.Zoo, name)))
        {
            File.Copy(file, Path.Combine(hidden, Path.GetFileName(file)));
        }

        Directory.Move(hidden, Path.Combine(Models, name));
        return this;
    }

    /// <summary>Puts an image there.</summary>
    public WatchedFolders AddImage(string name, int seed)
    {
        string hidden = BlobImage.Make(name, seed).WriteTo(_folder.FullName);
        File.Move(hidden, Path.Combine(Images, name));
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
