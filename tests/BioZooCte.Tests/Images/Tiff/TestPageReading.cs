using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Images.Tiff;

/// <summary>Reads TIFFs that tests make.</summary>
internal static class TestPageReading
{
    public static async Task<AxisTensor> ReadAsync(params TestPage[] pages)
    {
        using TemporaryFolder folder = new();
        return await ImageReading.ReadFileAsync(folder.File("a.tif", TestPage.File(pages)));
    }

    /// <summary>The message of the refusal, without the path.</summary>
    public static async Task<string> RefusalAsync(params TestPage[] pages)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("a.tif", TestPage.File(pages));
        InvalidImageException e = await Assert.ThrowsExactlyAsync<InvalidImageException>(
            () => ImageReading.ReadFileAsync(path));
        Assert.StartsWith(path + ": ", e.Message);
        return e.Message[(path.Length + 2)..];
    }
}
