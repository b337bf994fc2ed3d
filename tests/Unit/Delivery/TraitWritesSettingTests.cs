using ExperimentAdmin.App.Delivery;
using Microsoft.Extensions.Configuration;

namespace ExperimentAdmin.Unit.Delivery;

/// <summary>When a request that says traits is answered, as the operator sets it.</summary>
public sealed class TraitWritesSettingTests
{
    [Theory]
    [InlineData(null, "Batched")]
    [InlineData(" ", "Batched")]
    [InlineData("Batched", "Batched")]
    [InlineData("durable ", "Durable")]
    public void AWay_IsTaken(string? value, string expected) => Read(value).TraitWrites.ToString().ShouldBe(expected);

    [Theory]
    [InlineData("1")]
    [InlineData("yes")]
    [InlineData("Batched,Durable")]
    public void WhatIsNone_StopsTheStart_WithASentenceThatNamesTheKey(string value)
        => Should.Throw<StartFailureException>(() => Read(value)).Message
            .ShouldBe($"Delivery:TraitWrites is '{value}', which is not a way to write traits: set it to Batched or Durable, or remove it.");

    private static DeliveryOptions Read(string? value)
        => DeliveryOptions.From(new ConfigurationBuilder().AddInMemoryCollection([new("Delivery:TraitWrites", value)]).Build());
}
