namespace ExperimentAdmin.App.Shell.Pages.Forms;

/// <summary>Brings what somebody entered together with what somebody else saved meanwhile.</summary>
public static class ThreeWayMerge
{
    /// <summary>What was entered, where it was changed; elsewhere what is there now.</summary>
    /// <param name="start">What the form was opened with.</param>
    /// <param name="mine">What stands in it.</param>
    /// <param name="theirs">What is stored now.</param>
    public static T Of<T>(T start, T mine, T theirs) => EqualityComparer<T>.Default.Equals(start, mine) ? theirs : mine;
}
