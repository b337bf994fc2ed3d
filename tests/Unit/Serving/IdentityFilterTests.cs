using ExperimentAdmin.Core.Serving.Traits;

namespace ExperimentAdmin.Unit.Serving;

public sealed class IdentityFilterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(200_000)]
    public void WhateverWasAdded_MayBeThere_AndOfTheRestHardlyAny(int expected)
    {
        var filter = new IdentityFilter(expected);
        for (var index = 0; index < 200_000; index++)
        {
            filter.Add($"user{index}");
        }

        var missed = Enumerable.Range(0, 200_000).Count(index => !filter.MayContain($"user{index}"));
        var mistaken = Enumerable.Range(0, 200_000).Count(index => filter.MayContain($"other{index}"));

        missed.ShouldBe(0);
        mistaken.ShouldBeLessThan(2_000);
    }

    [Fact]
    public void AnEmptyOne_HasNobody()
        => Enumerable.Range(0, 1_000).ShouldAllBe(index => !new IdentityFilter(0).MayContain($"user{index}"));
}
