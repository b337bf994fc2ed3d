using Bunit;
using ExperimentAdmin.App.Features.Flags.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Components.Forms;

namespace ExperimentAdmin.Components.Features.Flags;

/// <summary>What variants say about themselves and what they look like, on the page of their flag.</summary>
public sealed class VariantsCardTests : WorkspaceTestContext
{
    private const string Menu = "[data-testid=variant-big] [aria-haspopup=menu]";

    [Fact]
    public async Task WhileAnExperimentFreezesThem_VariantsAreStillDescribed()
    {
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);
        var page = await PageAsync();
        (await OpenMenuAsync(page, Menu)).Select(item => item.TextContent.Trim()).ShouldBe(["Describe…", "Choose a picture…"]);

        page = await PageAsync();
        await ChooseAsync(page, "Describe…", Menu);
        await Dialogs.WaitForElement("#variant-description").InputAsync("As high as the total.");
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        page.WaitForAssertion(() => page.Find("[data-testid=variant-big]").TextContent.ShouldContain("As high as the total."));
    }

    [Fact]
    public async Task APicture_IsChosen_Shown_AndRemoved()
    {
        var page = await PageAsync();
        await ChooseAsync(page, "Choose a picture…", Menu);
        Dialogs.WaitForElement("[role=dialog] input[type=file]").GetAttribute("accept").ShouldBe("image/png,image/jpeg,image/webp");

        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        Dialogs.WaitForAssertion(() => Dialogs.Find("[role=dialog]").TextContent.ShouldContain("Choose a PNG, JPEG or WebP file."));
        Dialogs.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(Pictures.Dot, "dot.png"));
        Dialogs.WaitForAssertion(() => Dialogs.Find("[role=dialog] [role=status]").TextContent.ShouldBe("dot.png"));
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        page.WaitForElement("[data-testid=variant-big] img").GetAttribute("alt").ShouldBe("Picture of big");
        (await PictureAsync()).ShouldNotBeNull();

        page = await PageAsync();
        await ChooseAsync(page, "Remove the picture…", Menu);
        await page.InvokeAsync(() => Dialogs.WaitForElement("[role=dialog] form").SubmitAsync());
        page.WaitForAssertion(() => page.FindAll("[data-testid=variant-big] img").ShouldBeEmpty());
        (await PictureAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task AFileThatIsNoPicture_OrTooLarge_IsRefusedAtItsField()
    {
        var page = await PageAsync();
        await ChooseAsync(page, "Choose a picture…", Menu);
        Dialogs.WaitForElement("[role=dialog] input[type=file]");

        Dialogs.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("<svg/>", "picture.png"));
        Dialogs.WaitForAssertion(() => Dialogs.Find("[role=dialog] [role=status]").TextContent.ShouldBe("picture.png"));
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        Dialogs.WaitForAssertion(() => Dialogs.Find("[role=dialog] .error").TextContent.ShouldContain("no whole PNG, JPEG or WebP picture"));

        Dialogs.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(new byte[PictureRules.MaxBytes + 1], "large.png"));
        Dialogs.WaitForAssertion(() => Dialogs.Find("[role=dialog] .error").TextContent.ShouldContain("The file has 1.01 MB; at most 1 MB fit."));
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());
        Dialogs.Find("[role=dialog] .error").TextContent.ShouldContain("The file has 1.01 MB");
        (await PictureAsync()).ShouldBeNull();
    }

    private async Task<object?> PictureAsync()
        => (await World.Get<FlagReads>().FindAsync(World.Manager, World.EnvironmentId, World.FeatureId, Cancellation))!.Variants[0].Picture;

    private async Task<IRenderedComponent<FlagPage>> PageAsync()
    {
        var page = await OpenAsync<FlagPage>(Role.ProductManager, "flags/checkout_button", builder => builder
            .Add(page => page.ProjectSlug, "shop").Add(page => page.EnvironmentSlug, "production").Add(page => page.FeatureName, "checkout_button"));
        page.WaitForElement("[data-testid=variants]");
        return page;
    }
}
