using ExperimentAdmin.E2E.Infrastructure;

namespace ExperimentAdmin.E2E.Catalogue;

/// <summary>That the catalogue's pages have no such mistakes says something only if they would be found.</summary>
public sealed class AxeTests(RunningApp app) : Journey(app)
{
    [Fact]
    public async Task Mistakes_AreFound_AndThoseOfAThirdPartyAreNot()
    {
        var page = await NewWindowAsync();
        await page.SetContentAsync(
            """
            <html lang="en"><head><title>Mistakes</title></head><body><main><h1>Mistakes</h1>
              <p style="color: #bbb; background: #fff">Too pale</p>
              <div class="swagger-ui"><img src="data:,"></div>
            </main></body></html>
            """);
        (await Axe.ViolationsAsync(page)).ShouldHaveSingleItem().ShouldStartWith("color-contrast: ");

        await page.EvaluateAsync("document.querySelector('p').innerHTML = '<button></button>'");
        (await Axe.ViolationsAsync(page)).ShouldHaveSingleItem().ShouldContain("<button></button>");
    }
}
