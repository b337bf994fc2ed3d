using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys.UseCases;
using ExperimentAdmin.Core.Access.Passwords.UseCases;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using ExperimentAdmin.Core.Experiments.Drafts;
using ExperimentAdmin.Core.Experiments.Disturbances;
using ExperimentAdmin.Core.Experiments.Emergency;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.History;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Experiments.Views;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Retention.UseCases;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.UseCases;

namespace ExperimentAdmin.Unit.Access;

/// <summary>Who may use what, use case by use case, by hand: the least role that may.</summary>
internal static class RoleTable
{
    /// <summary>The lowest role that each use case of a project lets in.</summary>
    public static IReadOnlyDictionary<Type, Role> LeastRoles { get; } = new Dictionary<Type, Role>
    {
        [typeof(ApplyRollout)] = Role.Support,
        [typeof(PauseExperiment)] = Role.Support,
        [typeof(UndoLast)] = Role.Support,
        [typeof(PutIdentityOverride)] = Role.Support,
        [typeof(RemoveIdentityOverride)] = Role.Support,

        [typeof(CreateExperiment)] = Role.ProductManager,
        [typeof(DuplicateExperiment)] = Role.ProductManager,
        [typeof(SaveView)] = Role.Viewer,
        [typeof(EditExperiment)] = Role.ProductManager,
        [typeof(StartExperiment)] = Role.ProductManager,
        [typeof(StartNewPhase)] = Role.ProductManager,
        [typeof(EndExperiment)] = Role.ProductManager,
        [typeof(UndoEnd)] = Role.ProductManager,
        [typeof(ConcludeExperiment)] = Role.ProductManager,
        [typeof(ArchiveExperiment)] = Role.ProductManager,
        [typeof(ExcludeSegment)] = Role.ProductManager,
        [typeof(OpenFrozenFlag)] = Role.Administrator,
        [typeof(CloseFrozenFlag)] = Role.Administrator,
        [typeof(StopAllExperiments)] = Role.ProductManager,
        [typeof(ResumeStopped)] = Role.ProductManager,
        [typeof(DeleteExperiment)] = Role.ProductManager,
        [typeof(RepairRollout)] = Role.ProductManager,
        [typeof(CreateFeature)] = Role.ProductManager,
        [typeof(EditFeature)] = Role.ProductManager,
        [typeof(ArchiveFeature)] = Role.ProductManager,
        [typeof(RestoreFeature)] = Role.ProductManager,
        [typeof(DeleteFeature)] = Role.ProductManager,
        [typeof(AddVariant)] = Role.ProductManager,
        [typeof(EditVariant)] = Role.ProductManager,
        [typeof(DescribeVariant)] = Role.ProductManager,
        [typeof(SetVariantPicture)] = Role.ProductManager,
        [typeof(ReorderVariants)] = Role.ProductManager,
        [typeof(ArchiveVariant)] = Role.ProductManager,
        [typeof(RestoreVariant)] = Role.ProductManager,
        [typeof(DeleteVariant)] = Role.ProductManager,
        [typeof(ChangeDefault)] = Role.ProductManager,
        [typeof(PutSegmentOverride)] = Role.ProductManager,
        [typeof(RemoveSegmentOverride)] = Role.ProductManager,
        [typeof(ReorderOverrides)] = Role.ProductManager,
        [typeof(MoveOverrides)] = Role.ProductManager,
        [typeof(UpdateFlag)] = Role.ProductManager,
        [typeof(CreateSegment)] = Role.ProductManager,
        [typeof(EditSegment)] = Role.ProductManager,
        [typeof(ArchiveSegment)] = Role.ProductManager,
        [typeof(RestoreSegment)] = Role.ProductManager,
        [typeof(DeleteSegment)] = Role.ProductManager,

        [typeof(EditProject)] = Role.Administrator,
        [typeof(CreateEnvironment)] = Role.Administrator,
        [typeof(EditEnvironment)] = Role.Administrator,
        [typeof(SwitchVersioning)] = Role.Administrator,
        [typeof(ArchiveEnvironment)] = Role.Administrator,
        [typeof(DeleteEnvironment)] = Role.Administrator,
        [typeof(CreateEnvironmentKey)] = Role.Administrator,
        [typeof(RotateEnvironmentKey)] = Role.Administrator,
        [typeof(RevokeEnvironmentKey)] = Role.Administrator,
        [typeof(SetMemberRole)] = Role.Administrator,
        [typeof(RemoveMember)] = Role.Administrator,

        // Of a project; for keys of the instance they ask for a grant to the instance.
        [typeof(CreateManagementKey)] = Role.Administrator,
        [typeof(RevokeManagementKey)] = Role.Administrator,
    };

    /// <summary>Those that only an instance administrator may use.</summary>
    public static IReadOnlyList<Type> OfTheInstance { get; } =
    [
        typeof(CreateProject), typeof(DeleteProject), typeof(InvitePerson), typeof(CreatePasswordLink), typeof(RenamePerson),
        typeof(DeactivatePerson), typeof(SetInstanceAdministrator), typeof(EditPerson), typeof(SetRetention), typeof(RunRetention),
    ];

    /// <summary>Those that everybody may use on themselves, and on nobody else; some ask for a password or a link.</summary>
    public static IReadOnlyList<Type> OfOneself { get; } =
        [
            typeof(ChangePassword), typeof(EditAccount), typeof(SignIn), typeof(SignOut), typeof(StartSession), typeof(EndSession),
            typeof(EndOtherSessions), typeof(SetPassword), typeof(SetUpInstance),
        ];
}
