using Bunit;
using ExperimentAdmin.App.Shell;

namespace ExperimentAdmin.Components.Shell;

public sealed class HomePageTests : AppTestContext
{
    [Fact]
    public async Task TakingANumber_ShowsIt()
    {
        var page = Render<HomePage>();
        page.Find("[role=status]").MarkupMatches("""<p role="status">No number taken yet.</p>""");

        await page.Find("button").ClickAsync();

        page.Find("[role=status]").TextContent.ShouldBe("You took number 1.");
    }
}
