using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.States.Reads;

namespace ExperimentAdmin.App.Features.Flags;

/// <summary>What somebody may do to a flag as it stands. Pages show by it; use cases refuse by their own rules.</summary>
internal static class FlagRights
{
    /// <summary>Whether they may change what the environment serves by default and to segments.</summary>
    public static bool MayEditStates(this Workspace here, FlagView flag)
        => here.Access.May(Permission.EditFlags) && !here.Environment.IsArchived && !flag.IsArchived
            && flag.Experiment?.FreezesFor(here.Access) is not true;

    /// <summary>Whether they may change the variants, which all environments share.</summary>
    public static bool MayEditVariants(this Workspace here, FlagView flag)
        => here.Access.May(Permission.EditFlags) && flag is { IsArchived: false, VariantsFrozenBy: null };

    /// <summary>Whether they may change what is written about the variants and what they look like, which an experiment does not freeze.</summary>
    public static bool MayDescribeVariants(this Workspace here, FlagView flag) => here.Access.May(Permission.EditFlags) && !flag.IsArchived;

    /// <summary>Whether they may force what single identities get. An experiment does not stand in the way of that.</summary>
    public static bool MayForce(this Workspace here, FlagView flag) => here.MayStopForcing() && !flag.IsArchived;

    /// <summary>Whether they may take back what is forced, on archived flags too.</summary>
    public static bool MayStopForcing(this Workspace here)
        => here.Access.May(Permission.EditIdentityOverrides) && !here.Environment.IsArchived;
}
