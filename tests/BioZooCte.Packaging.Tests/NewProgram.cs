using BioZooCte.Testing;

namespace BioZooCte.Packaging.Tests;

/// <summary>A program that knows nothing of the repository: the README's, on packages from a feed.</summary>
internal static class NewProgram
{
    /// <summary>Writes its project, its package sources and its code.</summary>
    public static void Write(string folder, PackedFeed feed)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="BioZooCte" Version="{feed.Version}" />
                <PackageReference Include="BioZooCte.Onnx" Version="{feed.Version}" />
                <PackageReference Include="Microsoft.ML.OnnxRuntime" Version="{PackedFeed.RuntimeVersion}" />
              </ItemGroup>
            </Project>
            """);

        // What the build of the repository has unpacked is taken from there; the stand-ins never get there.
        string unpacked = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <?xml version="1.0" encoding="utf-8"?>
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(folder, "packages")}" /></config>
              <fallbackPackageFolders><add key="unpacked" value="{unpacked}" /></fallbackPackageFolders>
              <packageSources><add key="packed" value="{feed.Folder}" /></packageSources>
            </configuration>
            """);
        File.Copy(
            Path.Combine(SharedData.RepositoryRoot, "examples", "rank-models", "Program.cs"),
            Path.Combine(folder, "Program.cs"));
    }
}
