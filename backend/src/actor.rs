//! Who acts: a principal from a verified session, and the roles it may be admitted to.
//!
//! The role is a type. `Acting<Employer>` has no method of staff, so a page cannot ask for what its
//! visitor may not see; and a role value is only made by [`Role::admit`].

use crate::{
    error::{Error, Result},
    session::CITY_KIND,
};
use chrono::{DateTime, Utc};
use domain::{
    id::{AccountId, MembershipId, OrganisationId, PersonId, SessionId},
    language::Language,
    role::MembershipRole,
};
use std::marker::PhantomData;

/// A verified session. Fields are private to this crate: nobody else can make one up.
#[derive(Clone, Debug)]
pub struct Principal {
    pub(crate) account: AccountId,
    pub(crate) session: SessionId,
    pub(crate) person: Option<PersonId>,
    pub(crate) membership: Option<Membership>,
    pub(crate) has_choice: bool,
    pub(crate) name: String,
    pub(crate) language: Language,
    pub(crate) until: DateTime<Utc>,
}

/// The membership a session acts with.
#[derive(Clone, Debug)]
pub(crate) struct Membership {
    pub(crate) id: MembershipId,
    pub(crate) organisation: OrganisationId,
    pub(crate) organisation_name: String,
    pub(crate) role: MembershipRole,
    /// Of which kind the organisation is.
    pub(crate) kind: String,
    /// Whether it is the Welcome Office itself, which sees every case.
    pub(crate) is_office: bool,
}

impl Principal {
    /// The account, for the log.
    #[must_use]
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The session, for ending its streams.
    #[must_use]
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// When the session or its right ends by itself if it is not used meanwhile.
    #[must_use]
    pub fn until(&self) -> DateTime<Utc> {
        self.until
    }

    /// The organisation the session acts for.
    #[must_use]
    pub fn organisation(&self) -> Option<OrganisationId> {
        self.membership.as_ref().map(|membership| membership.organisation)
    }

    /// The person whose own way this is.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.person.filter(|_| self.membership.is_none())
    }

    /// The language of the account.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether it acts for an employer.
    #[must_use]
    pub fn is_employer(&self) -> bool {
        self.membership.as_ref().is_some_and(|membership| membership.role.is_employer())
    }
}

/// A role in which somebody may act.
pub trait Role: Sized + Send + Sync + 'static {
    /// Lets a principal act in this role.
    ///
    /// # Errors
    /// [`Error::SignIn`] without a session, [`Error::Forbidden`] with one of another role.
    fn admit(principal: Option<&Principal>) -> Result<Self>;
}

/// Anyone, signed in or not.
#[derive(Clone, Debug)]
pub struct Public {
    pub(crate) principal: Option<Principal>,
}

/// Anyone with a session.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub(crate) principal: Principal,
}

/// A person on the own way.
#[derive(Clone, Debug)]
pub struct Newcomer {
    pub(crate) account: AccountId,
    pub(crate) person: PersonId,
}

/// A member of an employer.
#[derive(Clone, Debug)]
pub struct Employer {
    pub(crate) account: AccountId,
    pub(crate) organisation: OrganisationId,
    pub(crate) role: MembershipRole,
}

/// A member of an institution.
#[derive(Clone, Debug)]
pub struct Staff {
    pub(crate) account: AccountId,
    pub(crate) organisation: OrganisationId,
    pub(crate) role: MembershipRole,
    /// Of which kind the institution is.
    pub(crate) kind: String,
    pub(crate) is_office: bool,
}

impl Staff {
    /// A partner's desk, to which cases are referred for one need, or an office of the city, in which people have an
    /// errand: it sees of a case what that takes.
    pub(crate) fn sees_own_part(&self) -> bool {
        !self.is_office && (self.role == MembershipRole::PartnerDesk || self.kind == CITY_KIND)
    }
}

impl Role for Public {
    fn admit(principal: Option<&Principal>) -> Result<Self> {
        Ok(Self { principal: principal.cloned() })
    }
}

impl Role for SignedIn {
    fn admit(principal: Option<&Principal>) -> Result<Self> {
        principal.cloned().map(|principal| Self { principal }).ok_or(Error::SignIn)
    }
}

impl Role for Newcomer {
    fn admit(principal: Option<&Principal>) -> Result<Self> {
        let principal = principal.ok_or(Error::SignIn)?;
        let person = principal.person().ok_or(Error::Forbidden)?;
        Ok(Self { account: principal.account, person })
    }
}

impl Role for Employer {
    fn admit(principal: Option<&Principal>) -> Result<Self> {
        let principal = principal.ok_or(Error::SignIn)?;
        let membership = principal.membership.as_ref().filter(|membership| membership.role.is_employer());
        let membership = membership.ok_or(Error::Forbidden)?;
        Ok(Self { account: principal.account, organisation: membership.organisation, role: membership.role })
    }
}

impl Role for Staff {
    fn admit(principal: Option<&Principal>) -> Result<Self> {
        let principal = principal.ok_or(Error::SignIn)?;
        let membership = principal.membership.as_ref().filter(|membership| !membership.role.is_employer());
        let membership = membership.ok_or(Error::Forbidden)?;
        Ok(Self {
            account: principal.account,
            organisation: membership.organisation,
            role: membership.role,
            kind: membership.kind.clone(),
            is_office: membership.is_office,
        })
    }
}

/// Something only some members of a role may do.
pub trait Capability<R>: Send + Sync + 'static {
    /// Whether this member may.
    fn is_held_by(role: &R) -> bool;
}

/// Proof that the gate found the capability; use cases ask for it as an argument.
#[derive(Debug)]
pub struct Permit<C>(PhantomData<C>);

impl<C> Permit<C> {
    /// Issues the proof, or refuses.
    pub(crate) fn issue<R>(role: &R) -> Result<Self>
    where
        C: Capability<R>,
    {
        if C::is_held_by(role) { Ok(Self(PhantomData)) } else { Err(Error::Forbidden) }
    }
}

macro_rules! staff_capabilities {
    ($($(#[$doc:meta])* $name:ident => $($role:ident)|+;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;

        impl Capability<Staff> for $name {
            fn is_held_by(staff: &Staff) -> bool {
                matches!(staff.role, $(MembershipRole::$role)|+)
            }
        }
    )+};
}

staff_capabilities! {
    /// Read cases of the own scope, with names.
    ReadCases => Companion | Advisor | PartnerDesk;
    /// Confirm or waive steps.
    ConfirmSteps => Companion | Advisor;
    /// Assign a companion and invite.
    Accompany => Companion;
    /// Answer questions, write notes.
    Answer => Companion | Advisor | PartnerDesk;
    /// Refer a case to another institution.
    Refer => Companion | Advisor;
    /// Log consultations.
    Consult => Companion | Advisor;
    /// Turn announcements into employers and cases.
    AdmitEmployers => Companion | Administrator;
}

/// See the programme's numbers, over all institutions: the office's programme lead, and nobody else.
#[derive(Debug)]
pub struct ReadNumbers;

impl Capability<Staff> for ReadNumbers {
    fn is_held_by(staff: &Staff) -> bool {
        staff.is_office && staff.role == MembershipRole::ProgrammeLead
    }
}

/// Change the employer's members and export the portfolio.
#[derive(Debug)]
pub struct LeadEmployer;

impl Capability<Employer> for LeadEmployer {
    fn is_held_by(employer: &Employer) -> bool {
        employer.role == MembershipRole::EmployerAdmin
    }
}
