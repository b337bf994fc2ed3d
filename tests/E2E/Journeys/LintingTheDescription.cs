using System.Text.Json.Nodes;
using ExperimentAdmin.E2E.Infrastructure;

namespace ExperimentAdmin.E2E.Journeys;

/// <summary>The description of the API passes the rules for such documents that everybody's tools go by.</summary>
public sealed class LintingTheDescription
{
    private static readonly NodePackages s_spectral = new("Spectral", "Linting", "linting", "install", "--no-package-lock", "--ignore-scripts");

    [Fact]
    public async Task NoRuleOfSpectralIsBroken()
    {
        await s_spectral.NeedAsync();
        await using var server = new AppServer();
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = server.Address };
        var document = await http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Join(s_spectral.Folder, "v1.json"), document, TestContext.Current.CancellationToken);

        (await FaultsAsync("v1.json")).ShouldBeEmpty();

        // The rules find what is wrong, or their silence would say nothing.
        var broken = JsonNode.Parse(document)!;
        broken["components"]!["schemas"]!.AsObject()["Broken"] = new JsonObject { ["type"] = "array" };
        await File.WriteAllTextAsync(Path.Join(s_spectral.Folder, "broken.json"), broken.ToJsonString(), TestContext.Current.CancellationToken);
        (await FaultsAsync("broken.json")).ShouldBe(["array-items components.schemas.Broken"]);
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(string file)
    {
        var program = Path.Join("node_modules", "@stoplight", "spectral-cli", "dist", "index.js");
        var (_, output, errors) = await s_spectral.RunAsync(
            "node", [program, "lint", file, "--ruleset", "rules.yaml", "--format", "json", "--quiet", "--display-only-failures"], string.Empty);
        var found = output.IndexOf('[', StringComparison.Ordinal);
        found.ShouldBeGreaterThanOrEqualTo(0, errors);
        return [.. JsonNode.Parse(output[found..])!.AsArray().Where(fault => fault!["severity"]!.GetValue<int>() == 0)
            .Select(fault => $"{fault!["code"]} {string.Join('.', fault["path"]!.AsArray().Select(step => step!.ToString()))}")];
    }
}
