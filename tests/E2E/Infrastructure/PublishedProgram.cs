using System.Text.Json;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>The program as publishing leaves it: in a folder of its own, with the files of its pages beside it and without a working copy.</summary>
public sealed class PublishedProgram : IDisposable
{
    private const string Assets = "ExperimentAdmin.App.staticwebassets.runtime.json";

    public PublishedProgram()
    {
        var build = Path.GetDirectoryName(Places.AppAssembly)!;
        Copy(new DirectoryInfo(build), Folder);
        File.Delete(Path.Join(Folder, Assets));
        using var read = JsonDocument.Parse(File.ReadAllText(Path.Join(build, Assets)));
        var roots = read.RootElement.GetProperty("ContentRoots").EnumerateArray().Select(root => root.GetString()!).ToList();
        Put(read.RootElement.GetProperty("Root"), WebRoot, roots);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("experiment-admin-published-").FullName;

    public string Assembly => Path.Join(Folder, Path.GetFileName(Places.AppAssembly));

    public string WebRoot => Path.Join(Folder, "wwwroot");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Join(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories().Where(folder => folder.Name != "data"))
        {
            Copy(folder, Path.Join(to, folder.Name));
        }
    }

    private static void Put(JsonElement node, string path, List<string> roots)
    {
        if (node.GetProperty("Asset") is { ValueKind: JsonValueKind.Object } asset)
        {
            File.Copy(Path.Join(roots[asset.GetProperty("ContentRootIndex").GetInt32()], asset.GetProperty("SubPath").GetString()), path);
        }

        if (node.GetProperty("Children") is { ValueKind: JsonValueKind.Object } children)
        {
            Directory.CreateDirectory(path);
            foreach (var child in children.EnumerateObject())
            {
                Put(child.Value, Path.Join(path, child.Name), roots);
            }
        }
    }
}
