using System.Text.RegularExpressions;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Architecture;

/// <summary>Scripts lie beside their components and in wwwroot, and a browser finds both from the application's base.</summary>
public sealed partial class ScriptTests
{
    private static readonly string s_app = Path.Join(Repository.Root, "src", "App");

    [Fact]
    public void WhatAScriptImports_IsThere()
    {
        var imports = Directory.EnumerateFiles(s_app, "*.js", SearchOption.AllDirectories)
            .SelectMany(file => Import().Matches(File.ReadAllText(file)).Select(match => (File: file, To: Path.GetFullPath(match.Groups["to"].Value, Folder(file))))).ToList();

        imports.Count.ShouldBeGreaterThan(2, "a rule that matches nothing protects nothing");
        imports.Where(import => !Exists(import.To)).ShouldBeEmpty();
    }

    private static string Folder(string file) => Path.GetDirectoryName(file.Replace(Path.Join(s_app, "wwwroot"), s_app, StringComparison.Ordinal))!;

    private static bool Exists(string file) => File.Exists(file) || File.Exists(file.Replace(s_app, Path.Join(s_app, "wwwroot"), StringComparison.Ordinal));

    [GeneratedRegex("""\bfrom "(?<to>\.[^"]+)";""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Import();
}
