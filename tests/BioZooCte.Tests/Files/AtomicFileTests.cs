using System.Text;

using BioZooCte.Files;

namespace BioZooCte.Tests.Files;

[TestClass]
public class AtomicFileTests
{
    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("biozoocte-").FullName;

    [TestCleanup]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task WriteAsync_NewFile_IsThereAlone()
    {
        await AtomicFile.WriteAsync(Path.Combine(_folder, "a.json"), Write("new"));

        Assert.AreEqual("a.json=new", Content());
    }

    [TestMethod]
    public async Task WriteAsync_FileThereBefore_IsReplacedAtTheEnd()
    {
        string path = Path.Combine(_folder, "a.json");
        await File.WriteAllTextAsync(path, "the older and longer one");

        await AtomicFile.WriteAsync(path, async (stream, token) =>
        {
            await stream.WriteAsync("new"u8.ToArray(), token);
            await stream.FlushAsync(token);
            Assert.AreEqual("the older and longer one", await File.ReadAllTextAsync(path, token));
        });

        Assert.AreEqual("a.json=new", Content());
    }

    [TestMethod]
    public async Task WriteAsync_Failure_LeavesWhatWasThere()
    {
        string path = Path.Combine(_folder, "a.json");
        await File.WriteAllTextAsync(path, "old");

        InvalidOperationException error = await Assert.ThrowsExactlyAsync<InvalidOperationException>(
            () => AtomicFile.WriteAsync(path, async (stream, token) =>
            {
                await stream.WriteAsync("ha"u8.ToArray(), token);
                throw new InvalidOperationException("half way");
            }));

        Assert.AreEqual("half way", error.Message);
        Assert.AreEqual("a.json=old", Content());
    }

    [TestMethod]
    public async Task WriteAsync_Cancelled_LeavesNothing()
    {
        using CancellationTokenSource source = new();

        await Assert.ThrowsAsync<OperationCanceledException>(() => AtomicFile.WriteAsync(
            Path.Combine(_folder, "a.json"),
            async (stream, token) =>
            {
                await stream.WriteAsync("ha"u8.ToArray(), token);
                await source.CancelAsync();
                token.ThrowIfCancellationRequested();
            },
            source.Token));

        Assert.AreEqual("", Content());
    }

    [TestMethod]
    public async Task WriteAsync_Folder_IsRefused()
    {
        IOException error = await Assert.ThrowsExactlyAsync<IOException>(
            () => AtomicFile.WriteAsync(_folder, Write("new")));

        Assert.AreEqual($"{_folder}: is a folder; expected the name of a file to write.", error.Message);
    }

    [TestMethod]
    public async Task WriteAsync_NoSuchFolder_IsRefused()
    {
        string folder = Path.Combine(_folder, "none");
        string path = Path.Combine(folder, "a.json");

        DirectoryNotFoundException error = await Assert.ThrowsExactlyAsync<DirectoryNotFoundException>(
            () => AtomicFile.WriteAsync(path, Write("new")));

        Assert.AreEqual($"{path}: the folder {folder} is not there; expected one that is.", error.Message);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task WriteAsync_Link_ReplacesWhatItPointsTo()
    {
        string link = Path.Combine(_folder, "link.json");
        File.CreateSymbolicLink(link, Path.Combine(_folder, "a.json"));

        await AtomicFile.WriteAsync(link, Write("new"));

        Assert.AreEqual("a.json=new link.json=new", Content());
        Assert.IsNotNull(new FileInfo(link).LinkTarget);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task WriteAsync_Device_IsWrittenToAndStaysADevice()
    {
        await AtomicFile.WriteAsync("/dev/null", Write("new"));

        Assert.AreEqual("", await File.ReadAllTextAsync("/dev/null"));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public async Task WriteAsync_FullDisk_SaysOfWhichFile()
    {
        IOException error = await Assert.ThrowsExactlyAsync<IOException>(
            () => AtomicFile.WriteAsync("/dev/full", Write("new")));

        Assert.AreEqual("/dev/full: the disk is full; expected room for it.", error.Message);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task WriteAsync_FileBesideItThatIsLost_IsNotNamed()
    {
        string path = Path.Combine(_folder, "a.json");
        IOException error = await Assert.ThrowsExactlyAsync<IOException>(() => AtomicFile.WriteAsync(path, (stream, _) =>
        {
            File.Delete(((FileStream)stream).Name);
            return Task.CompletedTask;
        }));

        Assert.AreEqual($"Could not find file '{path}'.", error.Message);
    }

    private static Func<Stream, CancellationToken, Task> Write(string text) =>
        (stream, token) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), token).AsTask();

    private string Content() => string.Join(' ', Directory.EnumerateFiles(_folder)
        .Order(StringComparer.Ordinal)
        .Select(path => $"{Path.GetFileName(path)}={File.ReadAllText(path)}"));
}
