using Bunit;
using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Experiments;

public sealed class SplitNoticesTests : PartTestContext
{
    private static readonly Arm[] s_arms = [new(null, "control", "classic"), new(1, "big", "big"), new(2, "bigger", "bigger")];

    [Theory]
    [InlineData(5_000, 5_000, 0, "bigger gets 0 %", "nothing is learned of it")]
    [InlineData(0, 5_000, 5_000, "control gets 0 %", "only be compared with each other")]
    [InlineData(0, 10_000, 0, "control and bigger get 0 %", "only be compared with each other")]
    public void AnArmThatNobodyInsideGets_IsNamed(int control, int big, int bigger, string title, string why)
    {
        var notice = Show(control, big, bigger).Find("[data-testid=no-share]").TextContent;

        notice.ShouldContain(title);
        notice.ShouldContain(why);
    }

    [Fact]
    public void WhereEveryArmHasAShare_OrNobodyEnters_NoneIsNamed()
    {
        Show(3_334, 3_333, 3_333).FindAll("[data-testid=no-share]").ShouldBeEmpty();
        Show(5_000, 5_000, 0, percentage: 0).FindAll("[data-testid=no-share]").ShouldBeEmpty();
    }

    private IRenderedComponent<SplitNotices> Show(int control, int big, int bigger, int percentage = 2_000) => Render<SplitNotices>(parameters => parameters
        .Add(part => part.Draft, RolloutDraft.New(s_arms, new(percentage)) with { Split = Points.Of([control, big, bigger]) })
        .Add(part => part.DraftChanged, _ => { }));
}
