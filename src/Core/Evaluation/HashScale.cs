namespace ExperimentAdmin.Core.Evaluation;

/// <summary>The values that a hash can take: equally likely, and finer than a hundredth of a percent by a hair.</summary>
public static class HashScale
{
    /// <summary>How many values there are.</summary>
    public const int Count = 9_998;

    /// <summary>One of them, bit for bit as <see cref="IdentityHash"/> gives it.</summary>
    /// <param name="place">0 to 9,997, in rising order.</param>
    public static double At(int place) => place / (double)Count * 100;

    /// <summary>How many of them lie below a bound.</summary>
    /// <param name="isBelow">True for values up to some bound and false from there on.</param>
    internal static int CountBelow(Func<double, bool> isBelow)
    {
        var (least, most) = (0, Count);
        while (least < most)
        {
            var middle = (least + most) / 2;
            (least, most) = isBelow(At(middle)) ? (middle + 1, most) : (least, middle);
        }

        return least;
    }
}
