using AngleSharp.Dom;
using Bunit;
using ExperimentAdmin.App.Features.Experiments.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.Experiments;

/// <summary>The page of an experiment, and what others do to the experiment meanwhile.</summary>
public abstract class ExperimentPageTestContext : WorkspaceTestContext
{
    protected static IElement Button(IRenderedComponent<ExperimentPage> page, string text)
        => page.FindAll("button").First(button => button.TextContent.Trim() == text);

    protected static IElement SaveButton(IRenderedComponent<ExperimentPage> page)
        => page.FindAll("button").First(button => button.TextContent.Trim().StartsWith("Save", StringComparison.Ordinal));

    protected Task<int> RunningAsync() => World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);

    protected Task<IRenderedComponent<ExperimentPage>> EditAsync(int id, Role role) => PageAsync(id, role, "rollout");

    protected Task<IRenderedComponent<ExperimentPage>> PageAsync(int id, Role role = Role.Administrator, string? edit = null)
        => OpenAsync<ExperimentPage>(role, edit is null ? $"experiments/{id}" : $"experiments/{id}?edit={edit}", parameters => parameters
            .Add(page => page.ProjectSlug, "shop").Add(page => page.EnvironmentSlug, "production").Add(page => page.Id, id));

    // The world has services of its own; the page hears of what was committed as it would in one process.
    protected async Task ElsewhereAsync(IRenderedComponent<ExperimentPage> page, int id, int percentage)
    {
        (await World.ApplyAsync(id, new RolloutChange { Percentage = new BasisPoints(percentage) })).Error.ShouldBeNull();
        var view = await World.ViewAsync(id);
        await page.InvokeAsync(() => Services.GetRequiredService<ChangeFeed>().Publish(
            Committed(id, view.Item.Revision, $"rollout 20 % to {BasisPoints.Format(percentage)} %")));
    }

    protected ChangeFeed.Committed Committed(int id, int revision, string summary) => new(
        World.ProjectId, World.EnvironmentId, AuditKey.Experiment(id), null, revision, World.Manager.Actor, summary, World.Clock.GetUtcNow());
}
