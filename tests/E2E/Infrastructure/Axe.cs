using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>
/// The accessibility checks of axe-core, run inside the page itself: nothing but what it finds leaves the browser.
/// </summary>
internal static class Axe
{
    private static readonly string s_script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What all of its rules find in what the page shows now, one sentence for each rule that is broken.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
        {
            await page.EvaluateAsync(s_script);
        }

        // The viewer of the API inside its frame is a third party's.
        return await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run({ exclude: ['.swagger-ui'] }, { resultTypes: ['violations'] })).violations
              .map((found) => `${found.id}: ${found.help}: ${found.nodes.map((node) => node.html).join(', ')}`)
            """);
    }
}
