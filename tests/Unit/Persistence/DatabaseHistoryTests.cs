using ExperimentAdmin.Core.Persistence;

namespace ExperimentAdmin.Unit.Persistence;

/// <summary>Whose a database is, told from the changes that it has had.</summary>
public sealed class DatabaseHistoryTests
{
    private static readonly string[] s_known = ["20270101000000_Initial", "20270301000000_Second"];

    [Theory]
    [InlineData("", false, nameof(DatabaseState.Empty))]
    [InlineData("20270101000000_Initial", true, nameof(DatabaseState.Older))]
    [InlineData("20270101000000_Initial 20270301000000_Second", true, nameof(DatabaseState.Current))]
    [InlineData("20270101000000_Initial 20270301000000_Second 20270401000000_Third", true, nameof(DatabaseState.Newer))]
    [InlineData("20270101000000_Initial 20270201000000_Other", true, nameof(DatabaseState.Newer))]
    [InlineData("20260101000000_Initial", true, nameof(DatabaseState.FromBefore))]
    [InlineData("20260101000000_Initial 20260201000000_Other", true, nameof(DatabaseState.FromBefore))]
    [InlineData("20261231235959_Initial", true, nameof(DatabaseState.FromBefore))]
    [InlineData("20260101000000_Initial 20270201000000_Other", true, nameof(DatabaseState.FromBefore))]
    [InlineData("20270101000001_Initial", true, nameof(DatabaseState.Newer))]
    [InlineData("20260101000000_Initial", false, nameof(DatabaseState.Foreign))]
    [InlineData("20290101000000_Theirs", false, nameof(DatabaseState.Foreign))]
    public void TheChangesTell(string applied, bool isOurs, string state)
        => DatabaseHistory.Of(applied.Split(' ', StringSplitOptions.RemoveEmptyEntries), s_known, isOurs).State.ToString().ShouldBe(state);
}
