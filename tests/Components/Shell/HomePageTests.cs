using Bunit;
using ExperimentAdmin.App.Shell;

namespace ExperimentAdmin.Components.Shell;

public sealed class HomePageTests : AppTestContext
{
    [Fact]
    public async Task Clicking_Counts()
    {
        var page = Render<HomePage>();

        await page.Find("button").ClickAsync();

        page.Find("[role=status]").TextContent.ShouldBe("Clicked 1 times");
    }
}
