using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ExperimentAdmin.App.Shell.Server;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Architecture;

/// <summary>What the files of the build promise to everybody's working copy.</summary>
public sealed class BuildFilesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void EveryPackage_IsNamedWithOneExactVersion()
    {
        var versions = Regex.Matches(Read("Directory.Packages.props"), "Version=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToList();

        versions.Count.ShouldBeGreaterThan(10);
        versions.ShouldAllBe(version => Regex.IsMatch(version, @"^\d+(\.\d+)+(-[\w.]+)?$"));
    }

    [Fact]
    public void NoWarningOfTheRestore_IsSilenced()
    {
        var files = BuildFiles().ToList();

        files.Count.ShouldBeGreaterThan(8);
        files.Where(file => Regex.IsMatch(File.ReadAllText(file), @"\bNU\d{4}|NETSDK\d{4}|PrunePackageReference|VersionOverride")).ShouldBeEmpty();
    }

    [Fact]
    public void TheVersion_StandsInOnePlace_AndIsWhatTheProgramSays()
    {
        var stated = BuildFiles().SelectMany(file => Regex.Matches(File.ReadAllText(file), @"<(?:Assembly|File|Informational|Package)?Version(?:Prefix|Suffix)?>([^<]*)<")
            .Select(match => (File: Path.GetRelativePath(Repository.Root, file), Version: match.Groups[1].Value))).ToList();

        stated.ShouldBe([("Directory.Build.props", ProgramVersion.Text)]);
        string[] shipped =
        [
            .. Directory.EnumerateFiles(Path.Join(Repository.Root, "src"), "*.*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".json" or ".js"),
            Path.Join(Repository.Root, "README.md"), Path.Join(Repository.Root, "Containerfile"),
        ];
        shipped.Where(file => File.ReadAllText(file).Contains(ProgramVersion.Text, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AScriptOfBlazorLeftByAnOldBuild_DoesNotComeIntoTheNewOne()
    {
        var copy = Directory.CreateTempSubdirectory("experiment-admin-build-");
        try
        {
            foreach (var file in (string[])["Directory.Build.props", "Directory.Packages.props", "src/App/App.csproj"])
            {
                Write(copy, file, Read(file));
            }

            Write(copy, "src/App/wwwroot/js/ours.js", "ours");
            Write(copy, "src/App/wwwroot/_framework/blazor.web.js", "left over");

            (await ContentAsync(Path.Join(copy.FullName, "src", "App", "App.csproj"))).ShouldBe(["wwwroot/js/ours.js"]);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> BuildFiles() => Directory.EnumerateFiles(Repository.Root, "*.*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".csproj" or ".props" or ".targets"
            && !file.StartsWith(Path.Join(Repository.Root, "artifacts"), StringComparison.Ordinal));

    private static string Read(string file) => File.ReadAllText(Path.Join(Repository.Root, file));

    private static void Write(DirectoryInfo folder, string file, string text)
    {
        var path = Path.Join(folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>What the build takes for content of the site, by an evaluation that builds and restores nothing.</summary>
    private static async Task<IReadOnlyList<string>> ContentAsync(string project)
    {
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", project, "-getItem:Content"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(project),
        })!;
        using var said = JsonDocument.Parse(await build.StandardOutput.ReadToEndAsync(Cancellation));
        await build.WaitForExitAsync(Cancellation);
        return [.. said.RootElement.GetProperty("Items").GetProperty("Content").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!.Replace('\\', '/'))];
    }
}
