using System.Text.Json.Nodes;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>
/// The published clients of the applications that are to work against us unchanged, at the versions that
/// <c>Clients/package-lock.json</c> names. They need Node.js, which not every machine has.
/// </summary>
internal static class NodeClients
{
    private static readonly NodePackages s_packages = new("the published clients", "Clients", "clients", "ci");

    /// <summary>Where the clients are, with their program.</summary>
    public static string Folder => s_packages.Folder;

    /// <summary>Installs the clients once for the run. Without Node.js the test that asks is reported as skipped.</summary>
    public static Task NeedAsync() => s_packages.NeedAsync();

    /// <summary>Asks for flags through a client.</summary>
    /// <param name="way"><c>remote</c>, <c>local</c> or <c>openfeature</c>.</param>
    /// <param name="plan">What the program reads: address, key, flags, identities.</param>
    /// <returns>A line an identity.</returns>
    public static async Task<IReadOnlyList<string>> AskAsync(string way, JsonNode plan)
    {
        var (exitCode, output, errors) = await s_packages.RunAsync("node", ["ask.mjs", way], plan.ToJsonString());
        exitCode.ShouldBe(0, errors);
        return output.Split('\n');
    }
}
