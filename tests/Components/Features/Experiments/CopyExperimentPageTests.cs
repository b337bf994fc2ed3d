using Bunit;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Experiments;

public sealed class CopyExperimentPageTests : WorkspaceTestContext
{
    [Fact]
    public async Task ACopy_BeginsInTheEnvironmentThatIsChosen()
    {
        var staging = await AddEnvironmentAsync("Staging");
        await AddEnvironmentAsync("Old", isArchived: true);
        await AddEnvironmentAsync("Testing");
        var page = await PageAsync(await World.CreateExperimentAsync());
        var places = await OpenListAsync(page, "#field-environment");
        places.Select(option => option.TextContent.Trim()).ShouldBe(["Choose an environment", "Staging", "Testing"]);

        await page.InvokeAsync(() => page.Find("form").SubmitAsync());
        page.Find("#field-environment-error").TextContent.ShouldContain("Choose the environment that it is copied to.");
        await page.InvokeAsync(() => places[1].ClickAsync());
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.WaitForAssertion(() => Here.ShouldMatch("^shop/staging/experiments/new/[a-z0-9]{12}/setup$"));
        var entries = await World.Get<ExperimentDrafts>().FindAsync(World.Manager, staging, Here.Split('/')[4], Cancellation);
        (entries!.Name, entries.FeatureId).ShouldBe(("Copy of Checkout button size", World.FeatureId));
    }

    [Fact]
    public async Task WithoutAnotherEnvironment_OrTheRight_ThePageSaysSo()
    {
        var id = await World.CreateExperimentAsync();

        (await PageAsync(id)).Find(".empty").TextContent.ShouldContain("Shop has no other environment that is not archived.");
        (await PageAsync(id, Role.Support)).Markup.ShouldContain("needs the role product manager or higher");
        (await PageAsync(id + 1)).Find(".empty").TextContent.ShouldContain("There is no such experiment here");
    }

    private async Task<IRenderedComponent<CopyExperimentPage>> PageAsync(int id, Role role = Role.ProductManager)
    {
        var page = await OpenAsync<CopyExperimentPage>(role, $"experiments/{id}/copy", builder => builder
            .Add(page => page.ProjectSlug, "shop").Add(page => page.EnvironmentSlug, "production").Add(page => page.Id, id));
        page.WaitForAssertion(() => page.FindAll(".loading").ShouldBeEmpty());
        return page;
    }

    private async Task<int> AddEnvironmentAsync(string name, bool isArchived = false)
    {
        await using var db = World.Open();
        var environment = new ProjectEnvironment
        {
            ProjectId = World.ProjectId,
            Name = name,
            Slug = Slug.From(name),
            HashKey = $"key_{name}",
            CreatedAt = World.Clock.GetUtcNow(),
            UpdatedAt = World.Clock.GetUtcNow(),
            ArchivedAt = isArchived ? World.Clock.GetUtcNow() : null,
        };
        db.Add(environment);
        await db.SaveChangesAsync(Cancellation);
        if (!isArchived)
        {
            (await World.Get<UnitOfWork>().InEnvironmentAsync<int>(
                World.Manager,
                environment.Id,
                Permission.EditFlags,
                async change =>
                {
                    await FlagWriter.CreateAsync(change, [new NewFlag(environment.Id, World.FeatureId, Enabled: true, "classic")]);
                    return 1;
                },
                Cancellation)).Error.ShouldBeNull();
        }

        return environment.Id;
    }
}
