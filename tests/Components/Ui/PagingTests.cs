using Bunit;
using ExperimentAdmin.App.Features.Audit.Pages;
using ExperimentAdmin.App.Features.Flags.Pages;
using ExperimentAdmin.App.Features.Segments.Pages;
using ExperimentAdmin.App.Features.Settings.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Segments.Domain;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.Components.Ui;

public sealed class PagingTests : WorkspaceTestContext
{
    [Fact]
    public async Task APagePastTheEnd_LeadsToTheLastOne_AndClaimsNothing()
    {
        (await World.Get<CreateSegment>().RunAsync(
            new(World.Manager, "Staff", "", [new(RuleType.All, [new SegmentCondition("plan", SegmentOperator.IsSet, "")], [])]), Cancellation)).Error.ShouldBeNull();
        (await World.Get<PutIdentityOverride>().RunAsync(
            new(World.Manager, World.EnvironmentId, World.FeatureId, "anna") { Enabled = true }, Cancellation)).Error.ShouldBeNull();

        await LeadsBackAsync<FlagsPage>("flags");
        await LeadsBackAsync<SegmentsPage>("segments");
        await LeadsBackAsync<AuditPage>("audit");
        await LeadsBackAsync<MembersPage>("settings/people");
        await LeadsBackAsync<FlagPage>("flags/checkout_button?tab=identities", builder => builder.Add(page => page.FeatureName, "checkout_button"));
    }

    private async Task LeadsBackAsync<TPage>(string address, Action<ComponentParameterCollectionBuilder<TPage>>? parameters = null)
        where TPage : IComponent
    {
        var page = await OpenAsync(Role.Administrator, $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}page=9", parameters);

        page.WaitForAssertion(() => page.FindAll("tbody tr").Count.ShouldBeGreaterThan(0, address));
        Here.ShouldBe($"shop/production/{address}");
        page.FindAll(".empty").ShouldBeEmpty(address);
    }
}
