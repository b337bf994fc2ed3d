using ExperimentAdmin.Core.Experiments.Lifecycle;

namespace ExperimentAdmin.Unit.Experiments;

public sealed class IdentifierListTests
{
    [Fact]
    public void OneALine_ExactlyAsItIs_AndRepetitionsCounted()
    {
        var list = IdentifierList.Read(" user_1 \r\n\r\nuser_1\n \nuser_1\njürgen@example.com").Value;

        list.Identifiers.ShouldBe([" user_1 ", "user_1", " ", "jürgen@example.com"]);
        list.Repeated.ShouldBe(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\n\r\n")]
    public void AnEmptyList_IsRefused(string? text) => Refusal(text).Message.ShouldBe("Enter at least one identifier, one a line.");

    [Fact]
    public void AsManyAsFit_AreTaken_AndOneMoreIsRefused()
    {
        var most = string.Join('\n', Enumerable.Range(0, IdentifierList.Most));

        IdentifierList.Read(most).Value.Identifiers.Count.ShouldBe(IdentifierList.Most);
        Refusal($"{most}\none-more").Message.ShouldBe("The list has 100,001 identifiers; at most 100,000 can be looked at together. Take out 1.");
    }

    [Fact]
    public void AnIdentifierThatNobodyCanHave_IsRefusedWithItsLine()
        => Refusal($"user_1\n{new string('x', 2_001)}").Message.ShouldStartWith("Line 2: The identifier has 2,001 characters");

    private static Core.Common.Error Refusal(string? text)
    {
        var error = IdentifierList.Read(text).Error.ShouldNotBeNull();
        error.Field.ShouldBe("identifiers");
        return error;
    }
}
